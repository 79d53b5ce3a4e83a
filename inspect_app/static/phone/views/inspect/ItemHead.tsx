// Draws the head of an item: its class and source, the question, the supervisor's remark, the last result.
import type { Premises, Remark } from "../../data";
import type { Item, Judgement, Step } from "../../rules";
import { CLASSES } from "../../rules/vocabulary";
import { showDay } from "../../ui/formats/format";
import { Icon, Mark } from "../../ui/drawings/Icon";
import { either, t } from "../../ui/texts/texts-more";
import { limitOf } from "../answers/answer-words";
import { ItemRemark } from "./ItemRemark";
import { lawOf } from "./law";
import "../../styles/item.css";

interface Props {
  step: Step;
  limit: Judgement["limit"];
  last: Premises["last"];
  remark: Remark | undefined;
}

export function ItemHead({ step: { item }, limit, last, remark }: Props) {
  const source = (limit && limitOf(item, limit)) || lawOf(item);
  return (
    <div class="item-head">
      <p class="item-source">
        <span class={`weight-${CLASSES[item.class].tag}`}>
          {t(item.vetoes ? `vetoes.${item.vetoes}` : `class.${item.class}`)}
        </span>
        <span class="small">{source}</span>
        {item.optional && <span class="small">{t("inspect.optional")}</span>}
      </p>
      <h2 class="ask">
        <Unbroken text={either(item)} />
      </h2>
      <Hint item={item} />
      {remark && <ItemRemark text={remark.remark} />}
      {last?.failed.includes(item.id) && (
        <p class="item-last">
          <Mark name="fail" class="tone-fail" />
          <span>{t("inspect.last-failed-on", { day: showDay(last.on) })}</span>
        </p>
      )}
    </div>
  );
}

/** Says how to look at the item, and whether the people there have to show it. */
function Hint({ item }: { item: Item }) {
  const hint = either({ zh: item.hint_zh ?? "", en: item.hint_en ?? "" });
  if (item.method === "demo")
    return (
      <p class="item-last">
        <Icon name="people" />
        <span>{hint || t("inspect.demo")}</span>
      </p>
    );
  return hint ? <p class="second">{hint}</p> : null;
}

/** Keeps numbers unbroken: Chinese without punctuation breaks anywhere else. */
function Unbroken({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/([\d.]+\s?[\w%℃]*)/)
        .map((part, n) => (n % 2 ? <span class="unbroken">{part}</span> : part))}
    </>
  );
}
