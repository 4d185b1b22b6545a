import { expect, it } from 'vitest';
import { loadTexts } from '../testing/memory-files.ts';
import { configText } from './config-text.ts';
import { serviceHash } from './hash.ts';

const compose = `
x-common: &common
  restart: unless-stopped
  environment: {A: 1, B: "two $$x", C: }
services:
  web:
    <<: *common
    build: {context: ., args: [X=1]}
    ports: ["8080:80", "127.0.0.1:9000-9001:9000-9001/udp", 3000]
    volumes: ["./src:/app:ro", "data:/data", "/anon", "~/x:/y:z"]
    depends_on: [db]
    command: sh -c 'echo "$$HOME" hi'
    healthcheck: {test: curl -f http://localhost, interval: 90s, retries: 3}
    deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 50M}}}
    configs: [cfg]
    secrets: [{source: s1, mode: 0440}]
    stop_grace_period: 1m
    ulimits: {nofile: {soft: 10, hard: 20}, nproc: 5}
    extra_hosts: ["a:1.2.3.4", "b=[::1]"]
    gpus: all
    x-note: [kept]
  db:
    image: mysql:8
    networks: {back: {aliases: [x, y]}}
    mem_limit: 512m
networks: {back: {ipam: {config: [{subnet: 10.1.0.0/16}]}}}
volumes: {data: , unused: {}}
configs: {cfg: {content: "a\\nb\\n"}}
secrets: {s1: {environment: SECRET}}
`;

const expected = `name: demo
services:
  db:
    image: mysql:8
    mem_limit: "536870912"
    networks:
      back:
        aliases:
          - x
          - "y"
  web:
    build:
      context: /work/demo
      dockerfile: Dockerfile
      args:
        X: "1"
    command:
      - sh
      - -c
      - echo "$$HOME" hi
    configs:
      - source: cfg
    depends_on:
      db:
        condition: service_started
        required: true
    deploy:
      replicas: 2
      resources:
        limits:
          cpus: 0.5
          memory: "52428800"
    environment:
      A: "1"
      B: two $$x
      C: null
    extra_hosts:
      - a=1.2.3.4
      - b=::1
    gpus:
      - count: -1
    healthcheck:
      test:
        - CMD-SHELL
        - curl -f http://localhost
      interval: 1m30s
      retries: 3
    networks:
      default: null
    ports:
      - mode: ingress
        target: 80
        published: "8080"
        protocol: tcp
      - mode: ingress
        host_ip: 127.0.0.1
        target: 9000
        published: "9000"
        protocol: udp
      - mode: ingress
        host_ip: 127.0.0.1
        target: 9001
        published: "9001"
        protocol: udp
      - mode: ingress
        target: 3000
        protocol: tcp
    restart: unless-stopped
    secrets:
      - source: s1
        target: /run/secrets/s1
        mode: "0440"
    stop_grace_period: 1m0s
    ulimits:
      nofile:
        soft: 10
        hard: 20
      nproc: 5
    volumes:
      - type: bind
        source: /work/demo/src
        target: /app
        read_only: true
        bind:
          create_host_path: true
      - type: volume
        source: data
        target: /data
        volume: {}
      - type: volume
        target: /anon
        volume: {}
      - type: bind
        source: /root/x
        target: /y
        bind:
          selinux: z
          create_host_path: true
    x-note:
      - kept
networks:
  back:
    name: demo_back
    ipam:
      config:
        - subnet: 10.1.0.0/16
  default:
    name: demo_default
volumes:
  data:
    name: demo_data
secrets:
  s1:
    name: demo_s1
    environment: SECRET
configs:
  cfg:
    name: demo_cfg
    content: |
      a
      b
x-common:
  environment:
    A: 1
    B: two $$x
    C: null
  restart: unless-stopped
`;

const load = (text: string) => loadTexts({ 'compose.yaml': text }, { environment: { SECRET: 'hush', HOME: '/root' } });

it('prints what docker compose config prints', async () => {
  expect(configText(await load(compose), 'yaml')).toBe(expected);
});

it('prints what reads as the same again', async () => {
  const text = configText(await load(compose), 'yaml');
  expect(configText(await load(text), 'yaml')).toBe(text);
  const json = configText(await load(compose), 'json');
  expect(configText(await load(json), 'json')).toBe(json);
  expect(json).not.toContain('hush');
});

it('hashes what makes another container, and nothing else', async () => {
  const hash = async (line: string): Promise<string> => {
    const { services } = await load(`services: {a: {image: i, ${line}}}`);
    return services['a'] ? serviceHash(services['a']) : '';
  };
  const plain = await hash('tty: false');
  expect(plain).toMatch(/^[\da-f]{64}$/);
  for (const same of ['scale: 2', 'profiles: []', 'pull_policy: always', 'build: .', 'deploy: {replicas: 2}']) {
    if (same.startsWith('deploy')) expect(await hash(same)).toBe(await hash('deploy: {replicas: 5}'));
    else expect(await hash(same)).toBe(plain);
  }
  for (const other of ['tty: true', 'environment: [A=1]', 'ports: ["80"]']) expect(await hash(other)).not.toBe(plain);
});
