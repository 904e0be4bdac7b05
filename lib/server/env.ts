import { z } from "zod";

/** Whole seconds, at least one: a period of 0 would ask the sources on every page view. */
const seconds = (fallback: number) =>
  z.coerce.number().int().min(1).max(31_536_000).default(fallback);

const origin = z
  .url({
    protocol: /^https?$/,
    error: "must be an http(s) address such as https://guide.example",
    abort: true,
  })
  .refine((value) => new URL(value).pathname === "/" && !/[?#]|\/$/.test(value), {
    error: "must be an origin without path or trailing slash, such as https://guide.example",
  });

const envSchema = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  SITE_URL: origin.optional(),
  DATA_REVALIDATE_SECONDS: seconds(86_400),
  DATA_RETRY_SECONDS: seconds(900),
  DATA_DIR: z.string().min(1).default(".data"),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must be an address such as redis://localhost:6379" })
    .optional(),
  /** Long enough not to be guessed by trying. */
  REVALIDATE_SECRET: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
  UPSTREAM_GATEWAY: z
    .url({ protocol: /^https?$/, error: "must be an http(s) address", abort: true })
    .refine((value) => !new URL(value).username, { error: "must not hold a user or password" })
    .optional(),
  SAMPLE_DATA: z.enum(["0", "1"], { error: "must be 1, 0 or unset" }).default("0"),
  COINGECKO_DEMO_API_KEY: z.string().min(1).optional(),
  /** The build folder, so that demo and tests never overwrite the real build. */
  BUILD_DIR: z
    .string()
    .regex(/^\.next[\w-]*$/, { error: "must be a folder name that starts with .next" })
    .default(".next"),
});

type ParsedEnv = z.infer<typeof envSchema>;

/** The environment with every default filled in. Periods are in seconds. */
export type Env = Omit<ParsedEnv, "SITE_URL" | "SAMPLE_DATA"> & {
  SITE_URL: string;
  SAMPLE_DATA: boolean;
};

/** A bad environment; its message names every variable at fault, for the terminal. */
export class EnvError extends Error {
  override name = "EnvError";
}

/**
 * Parses the environment variables of README, section "Environment".
 *
 * An empty string counts as unset, because shells and compose files produce it that easily.
 *
 * @throws {EnvError} naming each variable that has a bad value.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) =>
        `  ${issue.path.join(".")}=${JSON.stringify(given[String(issue.path[0])])}: ${issue.message}`,
    );
    throw new EnvError(`Bad environment:\n${lines.join("\n")}`);
  }
  const env = parsed.data;
  return {
    ...env,
    SITE_URL: env.SITE_URL ?? `http://localhost:${env.PORT}`,
    SAMPLE_DATA: env.SAMPLE_DATA === "1",
  };
}

let current: Env | undefined;

/** The environment of this process, parsed once. */
export function getEnv(): Env {
  current ??= parseEnv(process.env);
  return current;
}
