import { compose } from './en/compose.ts';
import { dockerfile } from './en/dockerfile.ts';

export const en = {
  dockerfile,
  compose,
  /** What the engine says of an image of the catalogue (`docker search`), which is English. */
  image: (told: string): string => told,
};
