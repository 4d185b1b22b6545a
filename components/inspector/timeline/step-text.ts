import type { timeline } from '@/components/language/words/en/timeline.ts';
import { formatBytes } from '@/components/ui/format.ts';
import { formatDuration } from '../format-time.ts';
import type { RunView } from './runs-api.ts';
import { listOf, numberOf, spanOf, textOf, type Step } from './run-steps.ts';

type Words = typeof timeline;

/** What happened in a step this time, in sentences; code stands between backticks. */
export function sentencesOf(step: Step, run: RunView, words: Words): readonly string[] {
  const { said } = words;
  if (step.state === 'waiting' && step.name !== 'end') return [run.State === 'failed' ? said.notReached : said.soon];
  return SENTENCES[step.name](step, run, said);
}

type Said = Words['said'];

const SENTENCES: Readonly<Record<Step['name'], (step: Step, run: RunView, said: Said) => string[]>> = {
  image(step, run, said) {
    const pull = spanOf(step, 'image.pull');
    const looked = spanOf(step, 'image.lookup');
    if (run.Kind === 'start' && !looked) return [];
    if (pull?.isOpen) return [said.pulling(run.Image)];
    if (pull && pull.error === '') {
      const layers = numberOf(pull, 'layers');
      const size = formatBytes(numberOf(pull, 'bytes'));
      const time = formatDuration(pull.endMs - pull.startMs);
      return [layers === 0 ? said.pulledNothing(run.Image) : said.pulled(run.Image, layers, size, time)];
    }
    if (!looked || looked.error !== '') return [said.missing(run.Image)];
    return [said.found(run.Image, numberOf(looked, 'layers'), formatBytes(numberOf(looked, 'bytes')))];
  },
  container(_, run, said) {
    if (run.Kind === 'start') return [said.there(run.ContainerName)];
    return run.ContainerId === '' ? [] : [said.made(run.ContainerName, run.ContainerId.slice(0, 12))];
  },
  files(step, _, said) {
    const prepared = spanOf(step, 'container.prepare');
    const mounts = listOf(prepared, 'mounts');
    const layers = listOf(prepared, 'layers').length;
    return [
      ...(layers > 0 ? [said.files(layers)] : []),
      ...(mounts.length > 0 ? [said.mounts(mounts.join('`, `'))] : []),
    ];
  },
  link(step, run, said) {
    const pairs = step.spans.filter(({ name }) => name === 'guest.pair');
    if (pairs.length > 0) {
      return pairs.map((pair) => said.link(textOf(pair, 'host'), textOf(pair, 'bridge'), textOf(pair, 'name')));
    }
    if (spanOf(step, 'guest.namespace')) return [said.noLink];
    if (step.state !== 'none') return [];
    const joined = run.Spans.find(({ Name: name }) => name === 'network.address')?.Attributes;
    if (joined) return joined.network === 'host' ? [said.hostNetwork] : [];
    return [said.sharedNetwork];
  },
  address(step, _, said) {
    const taken = step.spans.filter(({ name, error }) => name === 'network.address' && error === '');
    const ports = listOf(spanOf(step, 'ports.publish'), 'ports');
    return [
      ...taken.map((span) => {
        const [address, network] = [textOf(span, 'address'), textOf(span, 'network')];
        if (address === '') return said.noAddress(network);
        return said.address(address.replace(/\/\d+$/, ''), textOf(span, 'subnet'), network, textOf(span, 'gateway'));
      }),
      ...(ports.length > 0 ? [said.ports(ports.join('`, `'))] : []),
    ];
  },
  program(step, run, said) {
    if (step.state === 'failed') return [said.programFailed(run.Argv.join(' '))];
    const bytes = run.StdoutBytes + run.StderrBytes;
    return [
      ...(run.Pid > 0 ? [said.program(run.Argv.join(' '), run.Pid)] : []),
      ...(bytes > 0 ? [said.output(formatBytes(bytes))] : []),
    ];
  },
  end(step, run, said) {
    if (run.State === 'running') return [said.running];
    if (run.State !== 'exited') return [run.State === 'failed' ? said.notReached : said.soon];
    const released = spanOf(step, 'container.release');
    const back = [...listOf(released, 'addresses'), ...listOf(released, 'ports'), ...listOf(released, 'volumes')];
    const cleaned = spanOf(step, 'guest.cleaned');
    return [
      said.ended(run.ExitCode ?? 0),
      ...(run.OomKilled ? [said.oom] : []),
      ...(back.length > 0 ? [said.released(back.map((one) => `\`${one}\``).join(said.and))] : []),
      cleaned ? said.cleaned(formatDuration(cleaned.endMs - cleaned.startMs)) : said.cleaning,
      run.Removed ? said.removed : said.kept,
    ];
  },
};

/** What a learner can type to see it: only what works as things are now. */
export function commandsOf(step: Step, run: RunView): readonly string[] {
  const name = run.ContainerName;
  const isRunning = run.State === 'running';
  const isThere = run.ContainerId !== '' && !run.Removed;
  const when = (condition: boolean, ...commands: string[]) => (condition ? commands : []);
  switch (step.name) {
    case 'image':
      return when(step.state === 'done', `docker history ${run.Image}`);
    case 'container':
      return when(isThere, `docker inspect ${name}`);
    case 'files':
      return [
        ...when(isRunning, `grep ${run.ContainerId.slice(0, 12)} /proc/mounts`),
        ...when(isThere && step.state === 'done', `docker diff ${name}`),
      ];
    case 'link': {
      const pair = spanOf(step, 'guest.pair');
      return when(isRunning && pair !== undefined, `ip link show ${textOf(pair, 'host')}`);
    }
    case 'address': {
      const address = textOf(spanOf(step, 'network.address'), 'address').replace(/\/\d+$/, '');
      return [...when(isRunning && address !== '', `ping -c 1 ${address}`), ...when(isRunning, `docker port ${name}`)];
    }
    case 'program':
      return [
        ...when(isRunning, `docker top ${name}`, `ls -l /proc/${run.Pid}/ns`),
        ...when(run.State === 'exited' && isThere, `docker logs ${name}`),
      ];
    case 'end':
      return [...when(isRunning, `docker stop ${name}`), ...when(run.State === 'exited', 'docker ps -a')];
  }
}

/** Kernel objects and commands as they really are. */
export function objectsOf(step: Step): readonly string[] {
  switch (step.name) {
    case 'files': {
      const overlay = spanOf(step, 'guest.overlay');
      return overlay ? [`mount -t overlay -o ${textOf(overlay, 'options')} overlay ${textOf(overlay, 'target')}`] : [];
    }
    case 'link':
      return step.spans.flatMap((span) => {
        if (span.name === 'guest.namespace') return [textOf(span, 'path')];
        if (span.name !== 'guest.pair') return [];
        return [`${textOf(span, 'host')} → ${textOf(span, 'bridge')} | ${textOf(span, 'name')} ${textOf(span, 'mac')}`];
      });
    case 'address':
      return step.spans.flatMap((span) => {
        if (span.name === 'ports.publish') return listOf(span, 'ports');
        const address = textOf(span, 'address');
        return address === '' ? [] : [`${textOf(span, 'interface')} ${address} via ${textOf(span, 'gateway')}`];
      });
    case 'program': {
      const created = spanOf(step, 'guest.created');
      return [
        ...step.spans.flatMap((span) => (span.name === 'guest.crun' ? [textOf(span, 'command')] : [])),
        ...(created ? [`/sys/fs/cgroup${textOf(created, 'cgroup')}`, listOf(created, 'namespaces').join('  ')] : []),
      ];
    }
    case 'image':
      return [textOf(spanOf(step, 'image.lookup'), 'id')].filter((id) => id !== '');
    case 'container':
      return [textOf(spanOf(step, 'container.create'), 'id')].filter((id) => id !== '');
    case 'end':
      return [];
  }
}
