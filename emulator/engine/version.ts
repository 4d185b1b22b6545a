/** Of the engine, in `docker version` and in images made here; the project's package.json has the same. */
export const ENGINE_VERSION = '0.1.0';
