import { compose } from './en/compose.ts';
import { dockerfile } from './en/dockerfile.ts';

export const en = {
  dockerfile,
  compose,
  /** Of an image of the catalogue, by its name; `told` is what the engine says of it (`docker search`). */
  image: (_name: string, told: string): string => told,
};
