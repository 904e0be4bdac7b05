import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

type Environment = Record<string, string>;

/** Where the tests build, and with what data. Each test site has its own folders. */
export type SiteFolders = { BUILD_DIR: string; DATA_DIR: string };

export type Site = {
  origin: string;
  /** Memory of the server and its children, in bytes. */
  process: ChildProcess;
  stop(): Promise<void>;
};

const START_MS = 60_000;

function start(script: string, env: Environment): ChildProcess {
  return spawn(process.execPath, [`scripts/${script}.ts`], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", ...env },
    detached: true,
  });
}

function output(child: ChildProcess): () => string {
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => chunks.push(String(chunk)));
  }
  return () => chunks.join("");
}

/** Builds from nothing. @throws with the build's output when it fails. */
export async function buildSite(env: Environment & SiteFolders): Promise<void> {
  rmSync(env.BUILD_DIR, { recursive: true, force: true });
  rmSync(env.DATA_DIR, { recursive: true, force: true });
  const child = start("build", env);
  const printed = output(child);
  const code = await new Promise((resolve) => child.on("exit", resolve));
  if (code !== 0) throw new Error(`Build of ${env.BUILD_DIR} failed:\n${printed()}`);
}

/** Serves a build on a free port and waits until it answers. */
export async function startSite(env: Environment & SiteFolders): Promise<Site> {
  const port = await freePort();
  const child = start("serve", { ...env, PORT: String(port) });
  const printed = output(child);
  const origin = `http://localhost:${port}`;
  const deadline = Date.now() + START_MS;
  while (!(await answers(`${origin}/en`))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`The server does not start:\n${printed()}`);
    }
    await sleep(100);
  }
  return { origin, process: child, stop: () => stopGroup(child) };
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

async function stopGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.pid) return;
  const ended = new Promise((resolve) => child.on("exit", resolve));
  process.kill(-child.pid, "SIGTERM");
  await ended;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
