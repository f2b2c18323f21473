import { EXIT, type Command, type ExitCode, type Invocation } from '../command.js';
import { completionScript, SHELLS } from '../completion-script.js';
import { nearestHint } from '../nearest-hint.js';
import { UsageError } from '../usage-error.js';

/** `portplan completion SHELL` */
export const completionOf =
  (commands: readonly Command[]) =>
  async ({ operands: [name = ''], terminal }: Invocation): Promise<ExitCode> => {
    const shell = SHELLS.find((each) => each === name);
    if (shell === undefined)
      throw new UsageError(`completion does not know "${name}"; ${await nearestHint(name, SHELLS)}`);
    terminal.out(completionScript(shell, commands));
    return EXIT.ok;
  };
