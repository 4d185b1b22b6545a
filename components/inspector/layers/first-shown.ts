import type { ListedContainer, ListedImage } from './layers-api.ts';

/**
 * The id of what is looked at before anybody chooses: a container that runs, else one that ended, else an image; of
 * several the newest, which is how the engine lists them. Undefined where there is nothing.
 */
export function firstShown(
  containers: readonly Pick<ListedContainer, 'Id' | 'State'>[],
  images: readonly Pick<ListedImage, 'Id'>[],
): string | undefined {
  return (containers.find(({ State: state }) => RUNNING.has(state)) ?? containers[0] ?? images[0])?.Id;
}

/** States in which a container has processes. */
const RUNNING: ReadonlySet<string> = new Set(['running', 'paused', 'restarting']);
