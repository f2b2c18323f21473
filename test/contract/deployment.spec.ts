import { readConfiguration, SETTINGS } from '@portplan/platform';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const VARIABLES = Object.values(SETTINGS).map(({ variable }) => variable as string);

/** Every object that the manifests of Kubernetes make. */
function manifests(): readonly any[] {
  const folder = readdirSync(new URL('deploy/kubernetes/', ROOT));
  return folder.flatMap((file) =>
    parseAllDocuments(read(`deploy/kubernetes/${file}`)).map((document) => {
      if (document.errors.length > 0) throw new Error(`${file}: ${String(document.errors[0])}`);
      return document.toJS() as unknown;
    }),
  );
}

const named = (kind: string, name: string): any =>
  manifests().find((each) => each.kind === kind && each.metadata.name === name);

/** The source of a program that is started by its built file. */
const sourceOf = (built: string): string => built.replace('/dist/', '/src/').replace(/\.js$/, '.ts');

describe('the manifests of Kubernetes', () => {
  const pods = manifests().filter(({ kind }) => ['Deployment', 'Job'].includes(kind));

  it('set variables that there are, to values that they can have', () => {
    const { data } = named('ConfigMap', 'portplan');
    const { stringData } = named('Secret', 'portplan');
    expect(VARIABLES).toEqual(expect.arrayContaining([...Object.keys(data), ...Object.keys(stringData)]));
    expect(readConfiguration({ ...data, ...stringData })).toMatchObject({ host: '0.0.0.0', port: 8080 });
  });

  it.each(pods.map((pod) => [pod.metadata.name, pod]))(
    'run %s from what there is, without rights',
    (_, pod) => {
      const { containers, securityContext, automountServiceAccountToken } = pod.spec.template.spec;
      const [{ command, envFrom, securityContext: own, resources }] = containers;
      expect(existsSync(new URL(sourceOf(command[1]), ROOT))).toBe(true);
      expect(envFrom).toEqual([{ configMapRef: { name: 'portplan' } }, { secretRef: { name: 'portplan' } }]);
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(own).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(automountServiceAccountToken).toBe(false);
      expect(resources).toMatchObject({
        requests: { cpu: expect.any(String) },
        limits: { memory: expect.any(String) },
      });
    },
  );

  it('send requests to the api alone, at the port that it listens on, when it is ready', () => {
    const { metadata, spec } = named('Deployment', 'portplan-api').spec.template;
    const service = named('Service', 'portplan-api').spec;
    expect(service.selector).toEqual(metadata.labels);
    const [{ ports, readinessProbe, livenessProbe }] = spec.containers;
    const [port] = ports;
    expect([port.name, String(port.containerPort)]).toEqual([
      service.ports[0].targetPort,
      named('ConfigMap', 'portplan').data.PORT,
    ]);
    expect([livenessProbe.httpGet, readinessProbe.httpGet]).toEqual([
      { path: '/healthz', port: port.name },
      { path: '/readyz', port: port.name },
    ]);
  });

  it('scale and guard deployments that there are', () => {
    const { scaleTargetRef } = named('HorizontalPodAutoscaler', 'portplan-api').spec;
    expect(named('Deployment', scaleTargetRef.name)).toBeDefined();
    for (const name of ['portplan-api', 'portplan-worker']) {
      const { selector, template } = named('Deployment', name).spec;
      expect(selector.matchLabels).toEqual(template.metadata.labels);
      expect(named('PodDisruptionBudget', name).spec.selector).toEqual(selector);
    }
  });

  it('give the programs the time to end that they take', () => {
    const takes = Number(named('ConfigMap', 'portplan').data.PORTPLAN_SHUTDOWN_SECONDS);
    for (const name of ['portplan-api', 'portplan-worker']) {
      const { terminationGracePeriodSeconds, containers } = named('Deployment', name).spec.template.spec;
      const pause = Number(containers[0].lifecycle?.preStop.exec.command[1] ?? 0);
      expect(terminationGracePeriodSeconds).toBeGreaterThan(takes + pause);
    }
  });

  it('are all in the kustomization, but the secret', () => {
    const { resources } = manifests().find(({ kind }) => kind === 'Kustomization');
    const files = readdirSync(new URL('deploy/kubernetes/', ROOT));
    expect([...resources, 'kustomization.yaml', 'secret.example.yaml'].sort()).toEqual(files.sort());
  });
});

describe('docker-compose.yml', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true });

  it('starts one api, two workers and PostgreSQL', () => {
    expect(Object.keys(services).sort()).toEqual(['api', 'postgres', 'worker']);
    expect(services.worker.deploy.replicas).toBe(2);
    for (const { command } of [services.api, services.worker])
      expect(existsSync(new URL(sourceOf(command[1]), ROOT))).toBe(true);
  });

  it('sets variables that there are, to values that they can have', () => {
    for (const { environment } of [services.api, services.worker]) {
      expect(VARIABLES).toEqual(expect.arrayContaining(Object.keys(environment)));
      expect(readConfiguration(environment)).toMatchObject({ host: '0.0.0.0', migrate: true });
    }
  });
});

describe('the Dockerfile', () => {
  it('knows every package of the workspace, so that it can install before the sources are there', () => {
    const packages = ['apps', 'libs'].flatMap((folder) =>
      readdirSync(new URL(folder, ROOT)).map((name) => `${folder}/${name}`),
    );
    const wanted = packages.filter((path) => existsSync(new URL(`${path}/package.json`, ROOT)));
    const copied = [...read('Dockerfile').matchAll(/^COPY (\S+)\/package\.json \1\/$/gm)].map(
      ([, path]) => path,
    );
    expect(copied.sort()).toEqual(wanted.sort());
  });
});
