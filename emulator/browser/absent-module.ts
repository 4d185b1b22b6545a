/** Stands for Node's modules in the page's bundle (`next.config.ts`). */
export {};
