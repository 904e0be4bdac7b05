import mdx from "@mdx-js/rollup";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { remarkPlugins } from "./lib/content/mdx/options.ts";

/** The same plugins as the build, which names them; here they are handed over themselves. */
const plugins = await Promise.all(
  remarkPlugins.map(async ([name]) => (await import(name)).default),
);

export default defineConfig({
  plugins: [{ enforce: "pre", ...mdx({ remarkPlugins: plugins }) }, react()],
  test: {
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["tests/unit/**/*.test.ts"], environment: "node" },
      },
      {
        extends: true,
        test: {
          name: "component",
          include: ["tests/component/**/*.test.tsx"],
          environment: "jsdom",
          setupFiles: ["tests/component/setup.ts"],
        },
      },
    ],
  },
});
