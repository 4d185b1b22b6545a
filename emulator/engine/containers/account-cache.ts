import type { EngineContext } from '../context.ts';
import type { Image } from '../images/types.ts';
import { parseAccounts, resolveUser, type Accounts, type ProcessUser } from './accounts.ts';
import type { Container } from './container.ts';
import { LAYERS_FOLDER, readLayered, upperFolder } from './layered-files.ts';
import { mergedFolder } from './oci-spec.ts';

/**
 * Who the users of images are. An image's accounts never change, so they are read once and remembered in records:
 * the start of a container then asks the guest nothing.
 */
export class AccountCache {
  private readonly reading = new Map<string, Promise<Accounts>>();

  constructor(private readonly context: EngineContext) {
    this.forgetOthers();
    context.events.subscribe(({ Type, Action }) => {
      if (Type === 'image' && Action === 'delete') this.forgetOthers();
    });
  }

  /** What is known of images that are gone; their removal may have taken parents along. */
  private forgetOthers(): void {
    const { images, records } = this.context;
    const left = new Set(images.list().map(({ id }) => id as string));
    for (const { key } of records.list('accounts/')) {
      const id = key.slice('accounts/'.length);
      if (left.has(id)) continue;
      records.delete(key);
      this.reading.delete(id);
    }
  }

  /** For a start. A container that ran before may have changed its files: they lie over the image's. */
  async userOf(container: Container, image: Image): Promise<ProcessUser> {
    const { config, hostConfig, wasStarted } = container.record;
    const named = /[^\d:]/.test(config.User) || (hostConfig.GroupAdd ?? []).some((group) => /\D/.test(group));
    const accounts =
      wasStarted && named
        ? await this.read([upperFolder(container.id), ...(await this.layerFolders(image))])
        : await this.accountsOf(image);
    return resolveUser(config.User, hostConfig.GroupAdd ?? [], accounts);
  }

  /** For an exec: the files as the running container sees them. */
  async execUser(container: Container, image: Image, user: string): Promise<ProcessUser> {
    const groupAdd = container.record.hostConfig.GroupAdd ?? [];
    const numeric = !/[^\d:]/.test(user) && groupAdd.length === 0;
    const accounts = numeric ? await this.accountsOf(image) : await this.read([mergedFolder(container.id)]);
    return resolveUser(user, groupAdd, accounts);
  }

  accountsOf(image: Image): Promise<Accounts> {
    const known = this.reading.get(image.id);
    if (known) return known;
    const accounts = this.load(image);
    this.reading.set(image.id, accounts);
    accounts.catch(() => this.reading.delete(image.id));
    return accounts;
  }

  private async load(image: Image): Promise<Accounts> {
    const key = `accounts/${image.id}`;
    const remembered = this.context.records.get<Accounts>(key);
    if (remembered) return remembered;
    const accounts = await this.read(await this.layerFolders(image));
    this.context.records.put(key, accounts);
    return accounts;
  }

  private async layerFolders(image: Image): Promise<string[]> {
    return (await this.context.images.mount(image)).map((layer) => `${LAYERS_FOLDER}/${layer}`);
  }

  private async read(folders: readonly string[]): Promise<Accounts> {
    const { files } = this.context.guest;
    const [passwd, group] = await Promise.all([
      readLayered(files, folders, '/etc/passwd'),
      readLayered(files, folders, '/etc/group'),
    ]);
    return parseAccounts(passwd, group);
  }
}
