import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { routes } from "./answers/index.ts";
import { PlainText } from "./answers/recording.ts";
import { type FaultName, faults, isFault, sendJson } from "./faults.ts";

export type Upstream = {
  /** For UPSTREAM_GATEWAY. */
  url: string;
  /** Every request so far, as `HOST/PATH`. */
  requests: string[];
  setFault(host: string, fault: FaultName | null): void;
  /** Every host at once. */
  setFaults(fault: FaultName | null): void;
  /** Changes right answers of a host before they are sent; `null` ends it. */
  setEdit(host: string, edit: ((body: unknown) => unknown) | null): void;
  /** Whether answers say that they are samples. Only tests of the live path turn it off. */
  setSample(on: boolean): void;
  close(): Promise<void>;
};

/** Every host the recordings answer for. */
export const hosts = [...new Set(routes.map(([host]) => host))];

/** @param port 0 takes any free one */
export async function startUpstream(port = 0): Promise<Upstream> {
  const active = new Map<string, FaultName>();
  const edits = new Map<string, (body: unknown) => unknown>();
  const requests: string[] = [];
  let sample = true;

  const setFault = (host: string, fault: FaultName | null) => {
    if (fault) active.set(host, fault);
    else active.delete(host);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://upstream");
    if (url.pathname.startsWith("/__")) return void control(request, response, url);
    if (sample) response.setHeader("x-sample-data", "1");
    void answer(url, request, response);
  });

  async function answer(url: URL, request: IncomingMessage, response: ServerResponse) {
    const [, host = "", ...path] = url.pathname.split("/");
    const direct = new URL(`https://${host}/${path.join("/")}${url.search}`);
    requests.push(`${host}${direct.pathname}`);
    const posted = request.method === "POST" ? JSON.parse(await text(request)) : undefined;
    const found = routes.find(([name, pattern]) => name === host && pattern.test(direct.pathname));
    const right = found?.[2](direct, posted);
    const body = edits.get(host)?.(structuredClone(right)) ?? right;
    const fault = active.get(host);
    if (fault) faults[fault](response, body);
    else if (body === undefined) sendJson(response, { error: "not recorded" }, 404);
    else if (body instanceof PlainText) response.end(body.text);
    else sendJson(response, body);
  }

  async function control(request: IncomingMessage, response: ServerResponse, url: URL) {
    const host = url.pathname.replace("/__faults/", "");
    const name = (await text(request)).trim();
    if (url.pathname === "/__requests") return sendJson(response, requests);
    if (request.method !== "PUT" || !hosts.includes(host) || (name && !isFault(name))) {
      return sendJson(response, { hosts, faults: Object.keys(faults) }, 400);
    }
    setFault(host, isFault(name) ? name : null);
    sendJson(response, { host, fault: name || null });
  }

  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  const { port: actual } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${actual}`,
    requests,
    setFault,
    setFaults: (fault) => {
      for (const host of hosts) setFault(host, fault);
    },
    setEdit: (host, edit) => void (edit ? edits.set(host, edit) : edits.delete(host)),
    setSample: (on) => {
      sample = on;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
