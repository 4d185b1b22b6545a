import type { Recipe } from '../recipe.ts';
export const python: Recipe = { name: 'python', base: 'debian', packages: ['python'], createdBy: '', tags: () => ['latest'], config: () => ({}) };
