// The kernel: what pages do beyond links and forms. Grammar in docs/kernel.md.
export {}
