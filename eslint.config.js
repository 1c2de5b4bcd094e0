import js from '@eslint/js'
import tseslint from 'typescript-eslint'

const impure = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'No clock here: take the day as an argument.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'No clock here.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'No randomness here: take a seed.' },
  { selector: "MemberExpression[object.name='Intl']", message: 'No locale here.' },
  { selector: "CallExpression[callee.property.name=/^(localeCompare|toLocaleString|toLocaleDateString|toLocaleUpperCase|toLocaleLowerCase)$/]", message: 'No locale here.' },
  { selector: "CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]", message: 'Say how to compare.' },
  { selector: 'ExportAllDeclaration', message: 'Exports are listed by hand.' },
  { selector: "TSAsExpression > TSAnyKeyword", message: 'No any.' },
]

export default tseslint.config(
  { ignores: ['dist', 'site', 'out', 'coverage', 'node_modules', 'examples/**/*.mjs', 'eslint.config.js', 'typedoc.config.mjs'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: 'only-allowed-literals' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-console': 'error',
    },
  },
  { files: ['src/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...impure] } },
  {
    files: ['src/solver/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': [
        'error',
        ...impure,
        { selector: "BinaryExpression[operator='**']", message: 'pow differs between engines: integers only.' },
        { selector: "CallExpression[callee.object.name='Math'][callee.property.name='pow']", message: 'pow differs between engines.' },
      ],
    },
  },
  {
    // Written by `emit`: loops over columns whose places are there.
    files: ['src/risk/generated/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'prove/**/*.ts', 'examples/**/*.ts', 'scripts/**/*.ts', '*.config.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
)
