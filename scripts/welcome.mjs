/** What is shown when all is up. */
export function welcome({ host, port, token, ownDatabase }) {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  const address = `http://${name}:${port}`;
  return `
  Portplan is up.

    API, documented     ${address}/docs
    GraphQL explorer    ${address}/graphiql
    Access token        ${token}

  Try:

    curl -H 'Authorization: Bearer ${token}' ${address}/v1/scenarios

  ${ownDatabase ? 'Everything is kept in .portplan/.' : 'Everything is kept in the database of DATABASE_URL.'} Ctrl-C stops.
`;
}
