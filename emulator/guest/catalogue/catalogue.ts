import { busybox } from './busybox/recipe.ts';
import { debian } from './debian/recipe.ts';
import { helloWorld } from './hello-world/recipe.ts';
import { mariadb } from './mariadb/recipe.ts';
import { nginx } from './nginx/recipe.ts';
import { node } from './node/recipe.ts';
import { python } from './python/recipe.ts';
import type { Recipe } from './recipe.ts';
import { redis } from './redis/recipe.ts';
import { registry } from './registry/recipe.ts';

/** Every image of the catalogue, bases before what is made on them. */
export const catalogue: readonly Recipe[] = [
  ...[helloWorld, busybox, debian, nginx, redis],
  ...[python, node, mariadb, registry],
];
