/** The text of a file, as Vite gives it. */
declare module '*?raw' {
  const text: string;
  export default text;
}

declare module '*.css';

/** A page of documentation. */
declare module '*.mdx' {
  import type { ComponentType } from 'react';
  const page: ComponentType;
  export default page;
}

/** A style sheet as text. */
declare module '*.css?inline' {
  const text: string;
  export default text;
}

interface ImportMeta {
  /** The modules that match, by path: Vite puts them in. */
  glob<T>(
    pattern: string,
    options: { readonly query: string; readonly import: string; readonly eager: true },
  ): Readonly<Record<string, T>>;
}
