import type { Recipe } from '../recipe.ts';
export const redis: Recipe = { name: 'redis', base: 'debian', packages: ['redis'], createdBy: '', tags: () => ['latest'], config: () => ({}) };
