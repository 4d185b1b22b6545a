import { describe, expect, it } from 'vitest';
import type { Project } from '../model/types/project.ts';
import { loadTexts } from '../model/testing/memory-files.ts';
import { inDependencyOrder, limiter, type OrderOptions } from './graph.ts';

const project = (): Promise<Project> =>
  loadTexts({
    'compose.yaml': `services:
  web: {image: x, depends_on: [api, cache]}
  api: {image: x, depends_on: [db]}
  cache: {image: x}
  db: {image: x}
`,
  });

/** The order of begins and ends: '+db' and '-db'. */
async function order(options: OrderOptions, failing = ''): Promise<{ steps: string[]; error: string }> {
  const steps: string[] = [];
  let error = '';
  const visit = async (name: string): Promise<void> => {
    steps.push(`+${name}`);
    await new Promise((resolve) => setTimeout(resolve, name === 'cache' ? 20 : 5));
    if (name === failing) throw new Error(`${name} failed`);
    steps.push(`-${name}`);
  };
  await inDependencyOrder(await project(), visit, options).catch((thrown: Error) => (error = thrown.message));
  return { steps, error };
}

describe('inDependencyOrder', () => {
  it('visits what others need first, and what is independent at the same time', async () => {
    const { steps } = await order({ direction: 'up' });
    expect(steps.slice(0, 2).toSorted()).toEqual(['+cache', '+db']);
    expect(steps.indexOf('-db')).toBeLessThan(steps.indexOf('+api'));
    expect(steps.indexOf('+web')).toBeGreaterThan(Math.max(steps.indexOf('-api'), steps.indexOf('-cache')));
  });

  it('goes the other way round', async () => {
    const { steps } = await order({ direction: 'down' });
    expect(steps[0]).toBe('+web');
    expect(steps.at(-1)).toMatch(/^-(db|cache)$/);
    expect(steps.indexOf('-api')).toBeLessThan(steps.indexOf('+db'));
  });

  it('begins nothing new after a failure, and throws it once all is over', async () => {
    const { steps, error } = await order({ direction: 'up' }, 'db');
    expect(error).toBe('db failed');
    expect(steps).toContain('-cache');
    expect(steps).not.toContain('+api');
    expect(steps).not.toContain('+web');
  });

  it('works at no more than the limit', async () => {
    const { steps } = await order({ direction: 'up', limit: 1 });
    for (let at = 0; at < steps.length; at += 2) expect(steps[at + 1]).toBe(`-${steps[at]?.slice(1)}`);
  });

  it('says what is missing, and which profile would bring it', async () => {
    const whole = await project();
    const { db, ...services } = whole.services;
    const visit = () => Promise.resolve();
    await expect(inDependencyOrder({ ...whole, services }, visit)).rejects.toThrow('could not find db: not found');
    if (!db) throw new Error('no db');
    const disabledServices = { db: { ...db, profiles: ['data'] } };
    await expect(inDependencyOrder({ ...whole, services, disabledServices }, visit)).rejects.toThrow(
      'service db is required by api but is disabled. Can be enabled by profiles [data]',
    );
  });
});

describe('limiter', () => {
  it('passes its place on when a task fails', async () => {
    const limited = limiter(1);
    const failing = limited(() => Promise.reject(new Error('no')));
    const second = limited(() => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    await expect(second).resolves.toBe('yes');
  });
});
