// One libFuzzer program for all targets: fuzz --target=NAME [libFuzzer's options and folders], fuzz --list,
// or fuzz --target=NAME --seeds=FOLDER, which writes the seeds and FOLDER.dict.
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>

#include "target.hpp"

namespace {

using namespace face_analyzer::fuzz;

const Target* chosen = nullptr;  // libFuzzer calls a function, not an object

void write(const std::string& file, const char* bytes, std::size_t count) {
  std::ofstream stream(file, std::ios::binary);
  stream.write(bytes, static_cast<std::streamsize>(count));
  if (!stream) throw std::runtime_error("cannot write " + file);
}

void write_seeds(const Target& target, const std::string& folder) {
  int number = 0;
  for (const Bytes& seed : target.seeds())
    write(folder + "/seed-" + std::to_string(number++), reinterpret_cast<const char*>(seed.data()), seed.size());
  write(folder + ".dict", target.dictionary.data(), target.dictionary.size());
}

void list() {
  for (const Target& target : targets()) std::cout << target.name << '\t' << target.subject << '\n';
}

std::string value_of(const std::string& argument, const std::string& option) {
  return argument.starts_with(option) ? argument.substr(option.size()) : "";
}

/// Whether there is something to fuzz.
bool choose(int count, char** arguments) {
  std::string seeds;
  for (int i = 1; i < count; ++i) {
    const std::string argument = arguments[i];
    if (argument == "--list") {
      list();
      return false;
    }
    if (const std::string name = value_of(argument, "--target="); !name.empty()) chosen = &target_named(name);
    if (const std::string folder = value_of(argument, "--seeds="); !folder.empty()) seeds = folder;
  }
  if (chosen == nullptr) throw std::runtime_error("--target=NAME is missing; --list names them");
  if (!seeds.empty()) write_seeds(*chosen, seeds);
  return seeds.empty();
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** arguments) {
  try {
    if (choose(*count, *arguments)) return 0;
    std::exit(EXIT_SUCCESS);
  } catch (const std::exception& error) {
    std::cerr << "fuzz: " << error.what() << '\n';
    std::exit(2);
  }
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
  chosen->run({bytes, count});
  return 0;
}
