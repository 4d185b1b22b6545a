import { SlipwayError } from '../../errors.ts';
import type { Container } from './container.ts';

/** The containers that there are, by ID and by name. */
export class ContainerRegistry {
  private readonly byId = new Map<string, Container>();
  private readonly byName = new Map<string, Container>();

  /** Newest first, as listed: without those of builds. */
  list(): readonly Container[] {
    return this.all().filter(({ record }) => !record.isHidden);
  }

  all(): readonly Container[] {
    return [...this.byId.values()].reverse();
  }

  get(id: string): Container | undefined {
    return this.byId.get(id);
  }

  named(name: string): Container | undefined {
    return this.byName.get(name);
  }

  /** By full ID, name, or unique prefix of an ID. Error 'not-found': "No such container: x". */
  resolve(reference: string): Container {
    const exact = this.byId.get(reference) ?? this.byName.get(reference.replace(/^\//, ''));
    if (exact && !exact.record.isHidden) return exact;
    const matches = /^[0-9a-f]+$/.test(reference) ? this.list().filter(({ id }) => id.startsWith(reference)) : [];
    if (matches.length > 1) {
      throw new SlipwayError('invalid', `Multiple IDs found with provided prefix: ${reference}`);
    }
    if (!matches[0]) throw new SlipwayError('not-found', `No such container: ${reference}`);
    return matches[0];
  }

  add(container: Container): void {
    this.byId.set(container.id, container);
    this.byName.set(container.record.name, container);
  }

  rename(container: Container, from: string): void {
    this.byName.delete(from);
    this.byName.set(container.record.name, container);
  }

  delete(container: Container): void {
    this.byId.delete(container.id);
    if (this.byName.get(container.record.name) === container) this.byName.delete(container.record.name);
  }

  /** Error 'conflict' in dockerd's words when the name is taken. */
  checkFree(name: string): void {
    const owner = this.byName.get(name);
    if (!owner) return;
    throw new SlipwayError(
      'conflict',
      `Conflict. The container name "/${name}" is already in use by container "${owner.id}". You have to remove ` +
        `(or rename) that container to be able to reuse that name.`,
    );
  }
}
