import { expect, test } from '#e2e/harness/test.ts';

test('an API path or an asset that does not exist is never answered with a page', async ({
  hospital,
}) => {
  for (const path of ['/api/v1/nothing', '/sync/v1/nothing', '/fhir/Nothing', '/assets/gone.js']) {
    const answer = await fetch(hospital.url + path);
    expect(answer.status, path).toBeGreaterThanOrEqual(400);
    expect(answer.headers.get('content-type'), path).not.toContain('html');
  }
});
