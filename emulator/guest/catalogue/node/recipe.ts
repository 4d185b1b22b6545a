import type { Recipe } from '../recipe.ts';
export const node: Recipe = { name: 'node', base: 'debian', packages: ['node'], createdBy: '', tags: () => ['latest'], config: () => ({}) };
