import type { Recipe } from '../recipe.ts';
export const nginx: Recipe = { name: 'nginx', base: 'debian', packages: ['nginx'], createdBy: '', tags: () => ['latest'], config: () => ({}) };
