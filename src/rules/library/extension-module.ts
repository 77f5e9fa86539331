/** A shared object that a runtime loads when the program that the container starts with is loaded itself. */
export type ExtensionModule = {
  /** As the program names it: `psycopg2._psycopg`, `bcrypt`, `pg`. */
  readonly name: string;
  /** Path of the file that asks for it. */
  readonly importedBy: string;
  /** Rows of the files that it may be, of which one that can be loaded is enough. */
  readonly rows: readonly number[];
  /** Row of the native program that loads it. */
  readonly loader: number;
};
