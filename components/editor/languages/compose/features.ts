export { complete } from './complete.ts';
export { hover } from './hover.ts';
export { problems } from './problems.ts';
