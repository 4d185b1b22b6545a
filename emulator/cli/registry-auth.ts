import type { Cli } from './cli.ts';
import { changeConfigFile, readConfigFile, type ConfigFile } from './config-file.ts';

/** Docker Hub's name in config.json, from before it had another. */
export const DOCKER_HUB_SERVER = 'https://index.docker.io/v1/';

export interface StoredLogin {
  readonly username: string;
  readonly password: string;
  readonly identitytoken?: string;
}

type Auths = NonNullable<ConfigFile['auths']>;

/** The key of a registry in config.json: 'localhost:5000', and DOCKER_HUB_SERVER for Docker Hub. */
export function serverOf(address: string): string {
  const host = hostOf(address);
  return ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(host) ? DOCKER_HUB_SERVER : host;
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

/** What `docker login` kept for the registry; undefined when nobody is logged in. */
export async function storedLogin(cli: Cli, server: string): Promise<StoredLogin | undefined> {
  const { auths = {} } = await readConfigFile(cli);
  const entry = auths[server] ?? Object.entries(auths).find(([key]) => hostOf(key) === hostOf(server))?.[1];
  if (!entry) return undefined;
  const pair = decodeBase64(entry.auth ?? '');
  const colon = pair.indexOf(':');
  if (colon < 0 && !entry.identitytoken) return undefined;
  return {
    username: pair.slice(0, Math.max(colon, 0)),
    password: pair.slice(colon + 1),
    ...(entry.identitytoken ? { identitytoken: entry.identitytoken } : {}),
  };
}

/** Keeps a login in config.json; false when it was there already. */
export async function keepLogin(cli: Cli, server: string, login: StoredLogin): Promise<boolean> {
  const { auths = {} } = await readConfigFile(cli);
  const auth = encodeBase64(`${login.username}:${login.password}`);
  const entry = { auth, ...(login.identitytoken ? { identitytoken: login.identitytoken } : {}) };
  if (JSON.stringify(auths[server]) === JSON.stringify(entry)) return false;
  await changeConfigFile(cli, { auths: { ...auths, [server]: entry } });
  return true;
}

export async function forgetLogin(cli: Cli, server: string): Promise<void> {
  const { auths } = await readConfigFile(cli);
  if (!auths || !Object.keys(auths).some((key) => key === server || hostOf(key) === hostOf(server))) return;
  const left: Auths = Object.fromEntries(
    Object.entries(auths).filter(([key]) => key !== server && hostOf(key) !== hostOf(server)),
  );
  await changeConfigFile(cli, { auths: left });
}

/** The header that goes with a pull or push of an image of this registry ('docker.io', 'localhost:5000'). */
export async function authHeaders(cli: Cli, domain: string): Promise<Record<string, string>> {
  const server = serverOf(domain);
  const login = await storedLogin(cli, server);
  // dockerd refuses a push without the header.
  return { 'x-registry-auth': encodeHeader(login ? { ...login, serveraddress: server } : {}) };
}

/** All logins, for a build, which may pull from any registry. */
export async function configHeaders(cli: Cli): Promise<Record<string, string>> {
  const { auths = {} } = await readConfigFile(cli);
  const all: Record<string, StoredLogin & { serveraddress: string }> = {};
  for (const server of Object.keys(auths)) {
    const login = await storedLogin(cli, server);
    if (login) all[server] = { ...login, serveraddress: server };
  }
  return Object.keys(all).length === 0 ? {} : { 'x-registry-config': encodeHeader(all) };
}

/** Base64 in the alphabet of URLs (Engine API, "Authentication"). */
function encodeHeader(value: object): string {
  return encodeBase64(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_');
}

function encodeBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** '' for what is none. */
function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)));
  } catch {
    return '';
  }
}
