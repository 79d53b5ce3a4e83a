// Shows the name of a premises: always in Chinese, its mark of a sample in smaller type, its number with its unit.
export function Name({ of, mark }: { of: string; mark?: readonly [number, number] | null | undefined }) {
  const whole = of.replace(/(\d) /g, "$1\u00a0");
  const [, name = whole, sample = ""] = /^(.*?)(（[^（）]*）)?$/.exec(whole) ?? [];
  const signs = [...name];
  return (
    <span lang="zh-CN">
      {mark ? (
        <>
          {signs.slice(0, mark[0])}
          <span class="name-hit">{signs.slice(mark[0], mark[1])}</span>
          {signs.slice(mark[1])}
        </>
      ) : (
        name
      )}
      {sample && <small class="name-sample">{sample}</small>}
    </span>
  );
}
