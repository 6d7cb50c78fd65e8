// Every way one file names another: static, dynamic and type-only imports, re-exports, and workers started by address.
import { parseSync } from 'vite';
import type { SourceFile } from './source-files.ts';

export interface FileImports {
  /** As written: './x.ts', 'zod/mini', 'node:fs'. */
  readonly imports: readonly string[];
  readonly hasDefaultExport: boolean;
}

export function importsOf(file: SourceFile): FileImports {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path} does not parse: ${errors[0]?.message}`);
  const imports: string[] = [];
  let hasDefaultExport = false;
  walk(program, (node) => {
    if (node.type === 'ExportDefaultDeclaration') hasDefaultExport = true;
    const named = nameOf(node);
    if (named !== undefined) imports.push(named);
  });
  return { imports, hasDefaultExport };
}

type Node = Readonly<Record<string, unknown>>;

/** The module a node names, if it names one. */
function nameOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return literal(node.source);
    case 'NewExpression': {
      // new URL('./worker.ts', import.meta.url)
      const [address, base] = Array.isArray(node.arguments) ? node.arguments : [];
      const isURL = isNode(node.callee) && node.callee.name === 'URL';
      return isURL && isNode(base) && base.type === 'MemberExpression' ? literal(address) : undefined;
    }
    default:
      return undefined;
  }
}

function literal(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined;
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const child of Object.values(value)) walk(child, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}
