// The version of Hanok itself. A test holds it equal to package.json, which the compiled program need not read.

/** Version of this program, as in package.json. */
export const hanokVersion = '0.1.0'
