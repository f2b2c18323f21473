/** A day of one gateway as CloudWatch gives it, every five minutes the same. */
export function observedDay(openConnections: number, connectionsPerSecond: number): object {
  const periodSeconds = 300;
  const times = Array.from({ length: 288 }, (_, index) =>
    new Date(Date.parse('2026-11-01T00:00:00Z') + index * periodSeconds * 1000).toISOString(),
  );
  const series = (Label: string, value: number): object => ({
    Label,
    Timestamps: times,
    Values: times.map(() => value),
  });
  return {
    MetricDataResults: [
      series('ActiveConnectionCount', openConnections),
      series('ConnectionEstablishedCount', connectionsPerSecond * periodSeconds),
      series('ErrorPortAllocation', 30),
    ],
  };
}
