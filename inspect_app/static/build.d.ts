/** A file that the build lists for the service worker. `revision` changes with the content, if the name
 * does not. */
interface BuiltFile {
  url: string;
  revision: string | null;
}

/** Everything the phone app needs offline; `/` is the page itself. */
declare const __SHELL__: BuiltFile[];
/** Large files that may come after the shell: the scanner's wasm. */
declare const __LATER__: BuiltFile[];
/** Changes whenever any of the files above does. */
declare const __VERSION__: string;
