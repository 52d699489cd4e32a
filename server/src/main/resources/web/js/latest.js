/**
 * Wraps an async function so that only the newest call may answer; older ones are aborted.
 * @template I, T
 * @param {(input: I, signal: AbortSignal) => Promise<T>} ask
 * @returns {(input: I) => Promise<T | undefined>} undefined when a newer call has taken over
 */
export const latest = (ask) => {
  let running = new AbortController();
  return async (input) => {
    running.abort();
    const mine = (running = new AbortController());
    try {
      const answer = await ask(input, mine.signal);
      return mine.signal.aborted ? undefined : answer;
    } catch (error) {
      if (mine.signal.aborted) return undefined;
      throw error; // a real failure is the caller's to show, never swallowed
    }
  };
};
