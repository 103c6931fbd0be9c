#include "network/plan.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>
#include <string>
#include <unordered_set>
#include <utility>

#include "network/arrangement.hpp"
#include "network/operation.hpp"
#include "network/shortcut.hpp"

namespace face_analyzer {
namespace {

using onnx::Graph;
using onnx::Node;

class Planner {
 public:
  explicit Planner(const Graph& graph) : graph_(graph), knowledge_(graph) {
    for (const Node& node : graph.nodes)
      for (const std::string_view input : node.inputs) readers_[input].push_back(&node);
    for (const std::string_view output : graph.outputs) readers_[output].push_back(nullptr);
  }

  Plan plan() && {
    plan_.input_layout = graph_.input_shape.size() == kPictureSides ? Layout::channels_last : Layout::plain;
    knowledge_.learn(graph_.input, plan_.input_layout);
    plan_.input = new_slot(graph_.input, plan_.input_layout, Value());
    for (const Node& node : graph_.nodes)  // first, so that they can be part of what stands before them
      if (is_constant(node)) compute(node);
    for (const Node& node : graph_.nodes)
      if (!done_.contains(&node)) add(node);
    for (const std::string_view output : graph_.outputs) plan_.outputs.push_back(slot_of(output, Layout::plain));
    release();
    return std::move(plan_);
  }

 private:
  onnx::ByName<std::size_t>& slots(Layout layout) { return slots_.at(static_cast<std::size_t>(layout)); }

  std::size_t new_slot(std::string_view name, Layout layout, Value value) {
    plan_.slots.push_back(std::move(value));
    return slots(layout)[name] = plan_.slots.size() - 1;
  }

  bool is_constant(const Node& node) const {
    return std::ranges::all_of(node.inputs,
                               [&](std::string_view input) { return input.empty() || knowledge_.is_constant(input); });
  }

  /// The node that alone reads another's result, or null. It stands behind it: a result is made before it is read.
  const Node* only_reader(const Node& node) const {
    const auto readers = readers_.find(node.output);
    if (readers == readers_.end() || readers->second.size() != 1) return nullptr;
    const Node* reader = readers->second.front();
    return reader > &node ? reader : nullptr;
  }

  [[gnu::noinline]] void add(const Node& node) {
    done_.insert(&node);
    if (!readers_.contains(node.output)) return;
    if (const Node* reader = only_reader(node); reader != nullptr && widens_shortcut(node, *reader, knowledge_))
      return knowledge_.learn_narrow(node.output, node.input(0));
    Finish finish;
    const Node* last = &node;
    for (const Node* next = only_reader(node); next != nullptr; next = only_reader(*next)) {
      if (!finish.take(*next, node, last->output, knowledge_)) break;
      done_.insert(next);
      last = next;
    }
    Operation operation = operation_of(node, finish, knowledge_);
    const std::string_view name = last->output;
    std::vector<std::size_t> inputs;
    for (std::size_t i = 0; i < operation.inputs.size(); ++i)
      inputs.push_back(slot_of(operation.inputs[i], operation.layouts[i]));
    knowledge_.learn(name, operation.result);
    plan_.steps.push_back({std::move(operation.run), std::move(inputs), new_slot(name, operation.result, Value())});
  }

  /// What does not depend on the input is computed now.
  [[gnu::noinline]] void compute(const Node& node) {
    done_.insert(&node);
    if (is_identity(node.type)) return knowledge_.rename(node.input(0), node.output);
    if (knowledge_.learn_scaled(node)) return;
    Operation operation = operation_of(node, Finish(), knowledge_);
    std::vector<Value> inputs;
    for (const std::string_view input : operation.inputs) inputs.push_back(knowledge_.constant(input));
    knowledge_.learn(node.output, operation.run->run(inputs, ThreadPool(1)));
  }

  /// A value as it has to lie in memory, turned once for all who want it so.
  std::size_t slot_of(std::string_view name, Layout layout) {
    if (const auto found = slots(layout).find(name); found != slots(layout).end()) return found->second;
    if (knowledge_.is_constant(name))
      return new_slot(name, layout,
                      layout == Layout::plain ? knowledge_.constant(name) : knowledge_.channel_constant(name));
    const onnx::ByName<std::size_t>& made = slots(knowledge_.layout(name));
    const auto known = made.find(name);
    if (known == made.end())
      throw std::runtime_error("the network reads " + std::string(name) + ", which nothing makes");
    const std::vector<std::size_t> order =
        layout == Layout::plain ? std::vector<std::size_t>{0, 3, 1, 2} : std::vector<std::size_t>{0, 2, 3, 1};
    const std::size_t from = known->second;
    plan_.steps.push_back({transpose(order), {from}, new_slot(name, layout, Value())});
    return plan_.steps.back().output;
  }

  /// Notes where each value that a run makes is read for the last time.
  void release() {
    std::set<std::size_t> kept(plan_.outputs.begin(), plan_.outputs.end());
    std::for_each(plan_.steps.rbegin(), plan_.steps.rend(), [&](Step& step) {
      for (const std::size_t slot : step.inputs)
        if (kept.insert(slot).second) step.released.push_back(slot);
    });
  }

  const Graph& graph_;
  Knowledge knowledge_;
  onnx::ByName<std::vector<const Node*>> readers_;  // null stands for the network's own outputs
  std::unordered_set<const Node*> done_;
  std::array<onnx::ByName<std::size_t>, 2> slots_;  // of each layout
  Plan plan_;
};

}  // namespace

Plan plan_of(const Graph& graph) { return Planner(graph).plan(); }

}  // namespace face_analyzer
