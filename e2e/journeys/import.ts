import { expect, test } from '#e2e/harness/test.ts';

test('the read API answers nobody without a token', async ({ hospital }) => {
  const answer = await fetch(`${hospital.url}/fhir/Patient`);
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  const { resourceType } = (await answer.json()) as { readonly resourceType: string };
  expect(resourceType).toBe('OperationOutcome');
});
