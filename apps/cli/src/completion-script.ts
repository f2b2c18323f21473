import type { Command } from './command.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Completes commands, their options and words, and file names. */
export function completionScript(shell: Shell, commands: readonly Command[]): string {
  return SCRIPTS[shell](commands);
}

const SCRIPTS: Readonly<Record<Shell, (commands: readonly Command[]) => string>> = { bash, zsh, fish };

function optionsOf({ options }: Command): readonly string[] {
  return [...Object.keys(options), 'help'].map((option) => `--${option}`);
}

/** Words that may stand as the first operand. */
function wordsOf({ words = [] }: Command): readonly string[] {
  return words;
}

/** Options whose value is one of a few words, each with the command that has it. */
function choicesOf(command: Command): readonly (readonly [option: string, words: readonly string[]])[] {
  return Object.entries(command.options).flatMap(([option, { words }]) =>
    words === undefined ? [] : [[option, words] as const],
  );
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map(
    (command) =>
      `    ${command.name}) options='${optionsOf(command).join(' ')}' words='${wordsOf(command).join(' ')}' ;;`,
  );
  const choices = commands.flatMap((command) =>
    choicesOf(command).map(
      ([option, words]) => `    ${command.name}:--${option}) choices='${words.join(' ')}' ;;`,
    ),
  );
  return `# portplan completion bash > ~/.local/share/bash-completion/completions/portplan
_portplan() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} options= words= choices=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join('\n')}
  esac
  # Bash makes three words of --option=value.
  [ "$word" = = ] && word=
  [ "$before" = = ] && before=\${COMP_WORDS[COMP_CWORD - 2]}
  case \${COMP_WORDS[1]}:$before in
${choices.join('\n')}
  esac
  if [ -n "$choices" ]; then
    COMPREPLY=($(compgen -W "$choices" -- "$word"))
  elif [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ "$COMP_CWORD" -eq 2 ] && [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -F _portplan portplan
`;
}

function zsh(commands: readonly Command[]): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
  const described = (term: string, meaning: string): string =>
    quoted(`${term}:${meaning.replaceAll(':', '\\:')}`);
  const cases = commands.map((command) => {
    const options = Object.entries(command.options).map(([name, { type, help, words }]) =>
      quoted(
        `--${name}${type === 'string' ? '=' : ''}[${help.replaceAll(/[[\]\\]/g, '\\$&')}]${type === 'string' ? `:value:${words === undefined ? '_files' : `(${words.join(' ')})`}` : ''}`,
      ),
    );
    const words = wordsOf(command);
    const first = words.length > 0 ? [quoted(`1:what:(${words.join(' ')})`)] : [];
    return `    ${command.name}) _arguments ${[...options, `'--help[how it is used]'`, ...first, `'*:file:_files'`].join(' ')} ;;`;
  });
  // A file of $fpath is the body of the function at its first call: it must complete then, and not only define itself.
  return `#compdef portplan
# portplan completion zsh > "\${fpath[1]}/_portplan"
_portplan() {
  if (( CURRENT == 2 )); then
    local -a commands=(${commands.map(({ name, summary }) => described(name, summary)).join(' ')})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _portplan ]]; then
  _portplan "$@"
else
  compdef _portplan portplan
fi
`;
}

function fish(commands: readonly Command[]): string {
  const quoted = (text: string): string => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
  const lines = commands.flatMap((command) => [
    `complete -c portplan -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.summary)}`,
    ...Object.entries(command.options).map(
      ([name, { type, help, words }]) =>
        `complete -c portplan -n '__fish_seen_subcommand_from ${command.name}' -l ${name}${type === 'string' ? ' -r' : ''}${words === undefined ? '' : ` -f -a '${words.join(' ')}'`} -d ${quoted(help)}`,
    ),
    ...wordsOf(command).map(
      (word) => `complete -c portplan -n '__fish_seen_subcommand_from ${command.name}' -a ${word}`,
    ),
  ]);
  return `# portplan completion fish > ~/.config/fish/completions/portplan.fish\n${lines.join('\n')}\n`;
}
