// The console's part of the kernel.
export {}
