/** A Dockerfile that readers take differently, and how BuildKit takes it. */
export type HardDockerfile = {
  readonly text: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Keyword and lines of each instruction, `ARG`s above the first `FROM` left out; null: refused. */
  readonly reads: readonly string[] | null;
  /** What the last stage stands on, where that matters. */
  readonly base?: string | null;
};

const FAKE = 'FROM gcc AS fake';
const BIG = '${TARGETARCH:+gcc}';

export const HARD_DOCKERFILES: Readonly<Record<string, HardDockerfile>> = {
  'a quoted end marker': {
    text: `FROM x\nRUN cat <<"E F"\n${FAKE}\nE F\nRUN a`,
    reads: ['FROM 1', 'RUN 2-4', 'RUN 5'],
    base: 'x',
  },
  'an end marker that is quoted in part': {
    text: `FROM x\nRUN cat <<'E'OF\n${FAKE}\nEOF\nRUN a`,
    reads: ['FROM 1', 'RUN 2-4', 'RUN 5'],
    base: 'x',
  },
  'an end marker with what follows it': {
    text: `FROM x\nRUN cat <<EOF>/a\n${FAKE}\nEOF\nEOF>/a\nRUN a`,
    reads: ['FROM 1', 'RUN 2-5', 'RUN 6'],
    base: 'x',
  },
  'an end marker with an escape': {
    text: `FROM x\nRUN cat <<E\\OF\n${FAKE}\nE\\OF\nEOF`,
    reads: ['FROM 1', 'RUN 2-5'],
    base: 'x',
  },
  'blanks before an end marker': {
    text: `FROM x\nRUN cat << EOF\n${FAKE}\nEOF`,
    reads: ['FROM 1', 'RUN 2-4'],
    base: 'x',
  },
  'a blank behind the end marker: it ends nothing': {
    text: `FROM x\nRUN cat <<EOF\nEOF \n${FAKE}\nEOF`,
    reads: ['FROM 1', 'RUN 2-5'],
    base: 'x',
  },
  'tabs before the end marker of <<-': {
    text: `FROM x\nRUN cat <<-EOF\n${FAKE}\n\t\tEOF\nRUN a`,
    reads: ['FROM 1', 'RUN 2-4', 'RUN 5'],
    base: 'x',
  },
  'tabs before the end marker of <<': {
    text: `FROM x\nRUN cat <<EOF\n\tEOF\n${FAKE}\nEOF`,
    reads: ['FROM 1', 'RUN 2-5'],
    base: 'x',
  },
  'a number before <<': { text: `FROM x\nRUN a 3<<E\n${FAKE}\nE`, reads: ['FROM 1', 'RUN 2-4'], base: 'x' },
  'a letter before <<: none': {
    text: `FROM x\nRUN a<<EOF\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'a heredoc in quotes: none': {
    text: `FROM x\nRUN echo "<<EOF"\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'a quote that does not end: none': {
    text: `FROM x\nRUN echo "it <<EOF\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'a brace that does not end: none': {
    text: `FROM x\nRUN echo \${ <<EOF\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'an end marker with a variable in it: none': {
    text: `FROM x\nRUN cat <<EOF\${A:-}\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'a variable without a modifier in an end marker': {
    text: `FROM x\nRUN cat <<E$A\n${FAKE}\nE$A`,
    reads: ['FROM 1', 'RUN 2-4'],
    base: 'x',
  },
  'three angles: none': {
    text: `FROM x\nRUN cat <<<EOF\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'a shift: none': {
    text: 'FROM x\nRUN echo $((1<<2))\nRUN a',
    reads: ['FROM 1', 'RUN 2', 'RUN 3'],
  },
  'two heredocs': {
    text: `FROM x\nCOPY <<A <<B /c/\n${FAKE}\nA\n${FAKE}\nB\nRUN a`,
    reads: ['FROM 1', 'COPY 2-6', 'RUN 7'],
    base: 'x',
  },
  'a heredoc that is continued': {
    text: `FROM x\nRUN cat \\\n  <<EOF\n${FAKE}\nEOF`,
    reads: ['FROM 1', 'RUN 2-5'],
    base: 'x',
  },
  'a heredoc of ONBUILD': {
    text: `FROM x\nONBUILD RUN <<EOF\n${FAKE}\nEOF`,
    reads: ['FROM 1', 'ONBUILD 2-4'],
    base: 'x',
  },
  'a heredoc of exec form: none': {
    text: `FROM x\nRUN ["<<EOF"]\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'a heredoc of ENV or CMD: none': {
    text: `FROM x\nENV A=<<EOF\nCMD cat <<EOF\n${FAKE}`,
    reads: ['FROM 1', 'ENV 2', 'CMD 3', 'FROM 4'],
    base: 'gcc',
  },
  'a heredoc behind a flag': {
    text: `FROM x\nRUN --network=none <<EOF\n${FAKE}\nEOF`,
    reads: ['FROM 1', 'RUN 2-4'],
    base: 'x',
  },
  'a heredoc that does not end': { text: 'FROM x\nRUN <<EOF\nEOF x', reads: null },
  'a line that two escapes end': {
    text: `FROM x\nRUN a \\\\\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'blanks behind the escape': {
    text: `FROM x\nRUN a \\ \t\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2-3'],
    base: 'x',
  },
  'a no-break space behind the escape': {
    text: `FROM x\nRUN a \\\u00a0\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3'],
    base: 'gcc',
  },
  'comments and empty lines within': {
    text: `FROM x\nRUN a \\\n# b \\\n\n  \n${FAKE}`,
    reads: ['FROM 1', 'RUN 2-6'],
    base: 'x',
  },
  'an escape on its own line': {
    text: `FROM x\nRUN a\n\\\n${FAKE}`,
    reads: ['FROM 1', 'RUN 2', 'FROM 3-4'],
    base: 'gcc',
  },
  'a back-tick as escape': {
    text: `# escape=\`\nFROM x\nRUN a \`\n${FAKE}`,
    reads: ['FROM 2', 'RUN 3-4'],
    base: 'x',
  },
  'an escape directive below a comment: none': {
    text: `# a\n# escape=\`\nFROM x\nRUN a \`\n${FAKE}`,
    reads: ['FROM 3', 'RUN 4', 'FROM 5'],
    base: 'gcc',
  },
  'an escape directive below others': {
    text: `# syntax=docker/dockerfile:1\n#check=skip=all\n# ESCAPE = \`\nFROM x\nRUN a \`\n${FAKE}`,
    reads: ['FROM 4', 'RUN 5-6'],
    base: 'x',
  },
  'a directive twice': { text: '# escape=`\n# escape=`\nFROM x', reads: null },
  'another escape': { text: '# escape=^\nFROM x', reads: null },
  'letters that only look like others': { text: 'FROM x\nwor\u212adir /a', reads: ['FROM 1', 'WORKDIR 2'] },
  'a stage in another way': { text: `FROM x a\u017f s\nRUN a`, reads: ['FROM 1', 'RUN 2'], base: 'x' },
  'a name that is none': { text: 'FROM x AS 1\nRUN a', reads: null },
  'a value that is set only there': {
    text: `ARG D=${BIG}\nFROM registry/\${D:-debian}`,
    reads: ['FROM 2'],
    base: 'registry/gcc',
  },
  'a value in single quotes': { text: "ARG D='$A'\nFROM x/${D:+gcc}", reads: ['FROM 2'], base: 'x/gcc' },
  'a variable that single quotes keep': {
    text: "ARG A=b\nARG D='a'$A\nFROM $D",
    reads: ['FROM 3'],
    base: 'ab',
  },
  'a variable in double quotes': { text: 'ARG A=b\nARG D="a$A"\nFROM $D', reads: ['FROM 3'], base: 'ab' },
  'a variable that is escaped': { text: 'ARG A=b\nFROM x\\$A', reads: ['FROM 2'], base: 'x$A' },
  'an argument without a value keeps the one before': {
    text: 'ARG A=b\nARG A\nFROM x$A',
    reads: ['FROM 3'],
    base: 'xb',
  },
  'an argument that nobody set': { text: 'FROM x${A}', reads: ['FROM 1'], base: 'x' },
  'an argument that is given': {
    text: 'ARG A=b\nFROM ${A##*/}',
    buildArgs: { A: 'r/s/gcc' },
    reads: ['FROM 2'],
    base: 'gcc',
  },
  'the shortest start': { text: 'ARG A=r/s/gcc\nFROM ${A#*/}', reads: ['FROM 2'], base: 's/gcc' },
  'the shortest end': { text: 'ARG A=gcc:1-a-b\nFROM ${A%-*}', reads: ['FROM 2'], base: 'gcc:1-a' },
  'the longest end': { text: 'ARG A=gcc:1-a-b\nFROM ${A%%-*}', reads: ['FROM 2'], base: 'gcc:1' },
  'the first one replaced': { text: 'ARG A=a-a\nFROM x${A/a/b}', reads: ['FROM 2'], base: 'xb-a' },
  'all replaced': { text: 'ARG A=a-a\nFROM x${A//a/b}', reads: ['FROM 2'], base: 'xb-b' },
  'an empty match behind a match': { text: 'ARG A=abc\nFROM x${A//*/y}', reads: ['FROM 2'], base: 'xy' },
  'a value that must be there': { text: 'FROM x${A:?}', reads: ['FROM 1'], base: null },
  'a name in the name': { text: 'ARG B=gcc\nFROM ${A:-${B:-x}}', reads: ['FROM 2'], base: 'gcc' },
  'a brace that does not end in a name': { text: 'FROM ${A', reads: ['FROM 1'], base: null },
  'the target stage': { text: 'FROM x/$TARGETSTAGE AS last', reads: ['FROM 1'], base: 'x/last' },
  'a stage that a variable names': {
    text: 'ARG S=a\nFROM gcc AS a\nFROM x AS b\nFROM $S',
    reads: ['FROM 2', 'FROM 3', 'FROM 4'],
    base: 'gcc',
  },
};
