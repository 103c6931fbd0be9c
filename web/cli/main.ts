#!/usr/bin/env node
/** The package's command. It is the package's first user: what it imports of it is what everybody can. */
import { FaceAnalyzerError } from 'local-face-analyzer';
import { analyze } from './analyze.js';
import { type Command, exitCode, UsageError } from './arguments.js';
import { serve } from './serve.js';

const commands: Readonly<Record<string, Command>> = { analyze, serve };

const usage = `Usage: local-face-analyzer analyze [options] [FILE...]
       local-face-analyzer serve [options]

  analyze   prints the response of the Face Analyzer Advanced API for photographs, computed on this machine
  serve     answers requests of the API's clients on this machine

--help after a command lists its options.`;

async function main([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return explain(name);
  try {
    return await command.run(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${name}: ${error.message}\n\n${command.usage}`);
    return exitCode.usage;
  }
}

function explain(name: string): number {
  const isAsked = name === '--help' || name === '-h';
  (isAsked ? console.log : console.error)(name === '' || isAsked ? usage : `There is no command '${name}'.\n\n${usage}`);
  return isAsked ? exitCode.done : exitCode.usage;
}

/** The engine that cannot start, the disk that is full: whose message says it all. */
function isOfTheMachine(error: unknown): error is Error {
  return error instanceof FaceAnalyzerError || (error instanceof Error && 'syscall' in error);
}

try {
  // What waits for nothing any more, a connection say, keeps no process alive.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error(isOfTheMachine(error) ? error.message : error);
  process.exit(exitCode.failed);
}
