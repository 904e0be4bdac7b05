import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvError, parseEnv } from "#lib/server/env.ts";
import {
  readBuildRecord,
  serveEnvironment,
  writeBuildRecord,
} from "../../../scripts/buildRecord.ts";

const defaults = {
  PORT: 3000,
  SITE_URL: "http://localhost:3000",
  DATA_REVALIDATE_SECONDS: 86_400,
  DATA_RETRY_SECONDS: 900,
  DATA_DIR: ".data",
  SAMPLE_DATA: false,
  BUILD_DIR: ".next",
};

describe("an environment", () => {
  test("that is empty has every default", () => {
    expect(parseEnv({})).toEqual(defaults);
  });

  test("counts an empty string as unset", () => {
    const empty = { PORT: "", SITE_URL: "", SAMPLE_DATA: "", UPSTREAM_GATEWAY: "", DATA_DIR: "" };
    expect(parseEnv(empty)).toEqual(defaults);
  });

  test("leaves out what is none of ours", () => {
    expect(parseEnv({ HOME: "/root" })).toEqual(defaults);
  });

  test("is taken as given", () => {
    const given = {
      PORT: "8080",
      SITE_URL: "https://guide.example",
      DATA_REVALIDATE_SECONDS: "60",
      DATA_RETRY_SECONDS: "5",
      DATA_DIR: "/var/data",
      SAMPLE_DATA: "1",
      UPSTREAM_GATEWAY: "http://127.0.0.1:4010",
      COINGECKO_DEMO_API_KEY: "key",
      BUILD_DIR: ".next-demo",
    };
    expect(parseEnv(given)).toEqual({
      ...given,
      PORT: 8080,
      DATA_REVALIDATE_SECONDS: 60,
      DATA_RETRY_SECONDS: 5,
      SAMPLE_DATA: true,
    });
  });

  test("names the port in the address of the site", () => {
    expect(parseEnv({ PORT: "8080" }).SITE_URL).toBe("http://localhost:8080");
  });

  test("knows 0 as no sample data", () => {
    expect(parseEnv({ SAMPLE_DATA: "0" }).SAMPLE_DATA).toBe(false);
  });
});

describe("a bad value stops the start and is named", () => {
  test.each([
    ["PORT", "abc", "expected number"],
    ["PORT", "0", ">=1"],
    ["PORT", "65536", "<=65535"],
    ["PORT", "80.5", "expected int"],
    ["SITE_URL", "https://guide.example/", "without path or trailing slash"],
    ["SITE_URL", "https://guide.example/en", "without path or trailing slash"],
    ["SITE_URL", "https://guide.example?x=1", "without path or trailing slash"],
    ["SITE_URL", "ftp://guide.example", "must be an http(s) address"],
    ["SITE_URL", "guide.example", "must be an http(s) address"],
    ["DATA_REVALIDATE_SECONDS", "0", ">=1"],
    ["DATA_REVALIDATE_SECONDS", "-1", ">=1"],
    ["DATA_REVALIDATE_SECONDS", "1 day", "expected number"],
    ["DATA_RETRY_SECONDS", "0", ">=1"],
    ["SAMPLE_DATA", "yes", "must be 1, 0 or unset"],
    ["UPSTREAM_GATEWAY", "ftp://x", "must be an http(s) address"],
    ["UPSTREAM_GATEWAY", "localhost:4010", "must be an http(s) address"],
    ["BUILD_DIR", "build", "must be a folder name that starts with .next"],
    ["BUILD_DIR", ".next/../..", "must be a folder name that starts with .next"],
  ])("%s=%s", (name, value, words) => {
    expect(() => parseEnv({ [name]: value })).toThrow(EnvError);
    expect(() => parseEnv({ [name]: value })).toThrow(`${name}=${JSON.stringify(value)}: `);
    expect(() => parseEnv({ [name]: value })).toThrow(words);
  });

  test("together with every other one", () => {
    const parse = () => parseEnv({ PORT: "abc", SAMPLE_DATA: "yes", DATA_DIR: "x" });
    expect(parse).toThrow(/PORT="abc".*\n.*SAMPLE_DATA="yes"/);
    expect(parse).not.toThrow("DATA_DIR");
  });
});

describe("the environment of a server", () => {
  const record = {
    SITE_URL: "https://guide.example",
    DATA_REVALIDATE_SECONDS: 86_400,
    DATA_RETRY_SECONDS: 900,
  };
  const asText = {
    SITE_URL: "https://guide.example",
    DATA_REVALIDATE_SECONDS: "86400",
    DATA_RETRY_SECONDS: "900",
  };

  test("takes from the build what is unset or empty", () => {
    expect(serveEnvironment({ PORT: "8080", DATA_RETRY_SECONDS: "" }, record)).toEqual(asText);
  });

  test("may say the same as the build", () => {
    expect(serveEnvironment(asText, record)).toEqual(asText);
  });

  test("keeps the address of the build, whatever port it serves", () => {
    const built = { ...record, SITE_URL: "http://localhost:3000" };
    expect(serveEnvironment({ PORT: "8080" }, built).SITE_URL).toBe("http://localhost:3000");
  });

  test("is refused when it contradicts the build, naming each variable", () => {
    const given = { ...asText, SITE_URL: "https://other.example", DATA_RETRY_SECONDS: "60" };
    const serve = () => serveEnvironment(given, record);
    expect(serve).toThrow(EnvError);
    expect(serve).toThrow(
      "SITE_URL=https://other.example, but the build was made with https://guide.example",
    );
    expect(serve).toThrow("DATA_RETRY_SECONDS=60, but the build was made with 900");
    expect(serve).not.toThrow("DATA_REVALIDATE_SECONDS");
  });

  test("is what the build wrote down, and nothing secret", () => {
    const folder = mkdtempSync(join(tmpdir(), "build-record-"));
    const env = parseEnv({ SITE_URL: "https://guide.example", COINGECKO_DEMO_API_KEY: "key" });
    writeBuildRecord({ ...env, BUILD_DIR: folder });
    expect(readBuildRecord(folder)).toEqual(record);
    rmSync(folder, { recursive: true });
  });

  test("needs a build", () => {
    expect(() => readBuildRecord(".next-none")).toThrow(EnvError);
    expect(() => readBuildRecord(".next-none")).toThrow(".next-none");
  });
});
