import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../commands.ts';
import type { ArchivedPackage } from './debian.ts';
import { normalized, requiring } from './python-metadata.ts';
import { fieldOf, readProject, wheelFrom, wheelOf, type PythonProject, type Wheel } from './wheel.ts';

/** PyPI's index and its files as the sandbox has them; over plain HTTP, which pip uses there (debian/files, slipway-sandbox.pth). */
export const PYPI_HOST = 'pypi.org';
export const PYPI_FILES_HOST = 'files.pythonhosted.org';
/** Where Debian keeps wheels that virtual environments begin with. */
const READY_WHEELS = 'usr/share/python-wheels';

export interface IndexedProject {
  readonly name: string;
  readonly version: string;
  /** Of the package that its wheel was made from; '' when the wheel was ready. */
  readonly debianName: string;
}

/**
 * Writes the index (PEP 503) into `indexFolder` and its files into `filesFolder`: a wheel of each of the Debian
 * `packages` that is a Python project's, and the wheels that such a package holds ready. Returns what is in it.
 */
export async function writePypi(
  [indexFolder, filesFolder]: readonly [string, string],
  packages: readonly ArchivedPackage[],
  scratch: string,
  dateSeconds: number,
): Promise<readonly IndexedProject[]> {
  await rm(scratch, { recursive: true, force: true });
  const unpacked = new Map<string, PythonProject>();
  const wheels = new Map<string, Wheel>();
  for (const { name, path } of packages) {
    const folder = join(scratch, name);
    await mkdir(folder, { recursive: true });
    await run(['dpkg-deb', '-x', path, folder]);
    const project = await readProject(folder);
    if (project) unpacked.set(name, project);
    for (const file of await readdir(join(folder, READY_WHEELS)).catch(() => [])) {
      const wheel = await wheelFrom(join(folder, READY_WHEELS, file), file);
      wheels.set(normalized(wheel.name), wheel);
    }
  }
  const projectOf = (debian: string) => normalized(fieldOf(unpacked.get(debian)?.metadata ?? '', 'Name') ?? '');
  for (const { name, depends } of packages) {
    const project = unpacked.get(name);
    if (project === undefined || wheels.has(projectOf(name))) continue;
    const needed = [...new Set(depends.map(projectOf))].filter((one) => one !== '').sort();
    const metadata = requiring(project.metadata, needed);
    wheels.set(projectOf(name), await wheelOf({ ...project, metadata }, dateSeconds));
  }
  await rm(scratch, { recursive: true });
  for (const [project, wheel] of wheels) {
    await mkdir(join(indexFolder, 'simple', project), { recursive: true });
    await mkdir(join(filesFolder, 'packages', project), { recursive: true });
    await writeFile(join(filesFolder, 'packages', project, wheel.fileName), wheel.bytes);
    await writeFile(join(indexFolder, 'simple', project, 'index.html'), projectPage(project, wheel));
  }
  const links = [...wheels.keys()].sort().map((project) => `<a href="/simple/${project}/">${project}</a><br>`);
  await writeFile(join(indexFolder, 'simple', 'index.html'), page('Simple index', links));
  const debianNames = new Map([...unpacked.keys()].map((name) => [projectOf(name), name]));
  return [...wheels].map(([project, { name, version }]) => ({
    ...{ name, version },
    debianName: debianNames.get(project) ?? '',
  }));
}

function projectPage(project: string, { fileName, bytes, requiresPython }: Wheel): string {
  const digest = createHash('sha256').update(bytes).digest('hex');
  const requires = requiresPython === undefined ? '' : ` data-requires-python="${escaped(requiresPython)}"`;
  const address = `http://${PYPI_FILES_HOST}/packages/${project}/${fileName}#sha256=${digest}`;
  return page(`Links for ${project}`, [`<a href="${address}"${requires}>${fileName}</a><br>`]);
}

function page(title: string, lines: readonly string[]): string {
  const head = `<meta name="pypi:repository-version" content="1.0"><title>${title}</title>`;
  return `<!DOCTYPE html>\n<html><head>${head}</head><body>\n<h1>${title}</h1>\n${lines.join('\n')}\n</body></html>\n`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
