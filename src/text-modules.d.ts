// What wrangler's Text rule makes of an imported .md file.
declare module '*.md' {
  const text: string;
  export default text;
}
