import { SlipwayError } from '../../errors.ts';
import { randomBelow, type RandomBytes } from '../random.ts';

/** Checks a container's name (without the slash). Error 'invalid' in dockerd's words. */
export function checkName(name: string): void {
  if (!/^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
    throw new SlipwayError('invalid', `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`);
  }
}

const ADJECTIVES =
  'able agile airy amber ample bold brave breezy bright brisk calm candid clever cosy crisp daring deft eager earnest ' +
  'fair fleet fond frank fresh gentle glad golden grand hardy honest humble jolly keen kind lively loyal lucid mellow ' +
  'merry mild modest nimble noble patient placid polite proud prudent quick quiet rapid ready robust serene sharp ' +
  'silver sincere smart solid steady sturdy sunny swift tender tidy tranquil trusty upbeat vivid warm wise witty zesty';

/** People of ships, harbours, logic and computing. */
const SURNAMES =
  'amundsen antonelli babbage bardeen barents beaufort berners bering boole brunel byron carlsen cerf chichester ' +
  'clarke codd conway cook cousteau dijkstra drebbel earhart engelbart erdos euler faraday fermat fourier fulton gauss ' +
  'germain hamming heyerdahl hopper hudson jacquard johnson kalman kepler kernighan knuth lamarr lamport laplace ' +
  'liskov lovelace magellan marconi mclean mercator meitner milner nansen nautilus noether nordenskiold perlman ' +
  'plimsoll prandtl ramanujan ritchie salk shackleton shannon slocum stevin tasman tesla thompson torvalds turing ' +
  'vespucci volta wilkes wirth zuse';

/** Such as 'brisk_hopper'; a digit behind it from the seventh attempt on. */
export function randomName(random: RandomBytes, attempt: number): string {
  const adjectives = ADJECTIVES.split(' ');
  const surnames = SURNAMES.split(' ');
  const name = `${adjectives[randomBelow(random, adjectives.length)]}_${surnames[randomBelow(random, surnames.length)]}`;
  return attempt < 6 ? name : `${name}${randomBelow(random, 10 ** Math.min(attempt - 5, 6))}`;
}
