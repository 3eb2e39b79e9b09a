// A style sheet imported from a script is its text (scripts/build-web.mjs).
declare module '*.css' {
  const text: string;
  export default text;
}
