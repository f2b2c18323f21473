// npm run build: the generated client and the compiled sources, as far as they are not up to date.
import { build, install, requireNode } from './prepare.mjs';

requireNode();
install();
build();
