import { checkContent } from "../lib/content/check.ts";

const faults = checkContent();
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? "Content: no faults." : `Content: ${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;
