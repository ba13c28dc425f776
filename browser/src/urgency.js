// Whether a plan asks to be read again soon, as domain/urgency.py says it.

export function reviewSoon(plan) {
  const { field, column, options } = plan.recipe.soon;
  const said = new Map();
  // The answers stand in the order of their counters: of two for one record, the newer one holds.
  for (const [name, plain] of Object.entries(plan.answers)) {
    const prompt = plan.recipe.prompts[name];
    if (prompt && prompt.field === field && prompt.column === column) said.set(prompt.record, plain);
  }
  return [...said.values()].some((plain) => options.includes(plain));
}
