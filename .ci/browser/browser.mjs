// Debian's chromium, told to keep to itself.
import { chromium } from 'playwright-core';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--hide-scrollbars',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const open = () => chromium.launch({ executablePath: '/usr/bin/chromium', args });
