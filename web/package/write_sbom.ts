/** Writes the bill of materials into build/sbom.cdx.json. */
import { writeFileSync } from 'node:fs';
import { repositoryRoot } from '../../models/manifest.js';
import { billOfMaterials } from './sbom.js';

const bill = billOfMaterials();
writeFileSync(new URL('build/sbom.cdx.json', repositoryRoot), `${JSON.stringify(bill, null, 2)}\n`);
const shipped = bill.components.filter(({ scope }) => scope === 'required').length;
console.log(`build/sbom.cdx.json: ${shipped} components in the package, ${bill.components.length - shipped} that make or test it`);
