// Pinyin of Chinese names, without a dictionary: the browser's own Chinese collation sorts by sound, so comparing
// with the first character of each syllable tells the syllable. It may be typed in full or by its first letter;
// where it begins with zh, ch or sh, by both letters as well. A few characters are read in two ways in place
// names; both are kept.

const SYLLABLES =
  "a吖ai哎an安ang肮ao凹ba丷bai挀ban扳bang邦bao勹bei卑ben奔beng伻bi屄bian边biao灬bie憋bin汃bing冫bo癶bu峬ca嚓cai偲" +
  "can参cang仓cao撡ce冊cen嵾ceng曽cha叉chai芆chan辿chang伥chao抄che车chen抻cheng阷chi吃chong充chou抽chu出" +
  "chua歘chuai揣chuan巛chuang刅chui吹chun旾chuo逴ci呲cong匆cou凑cu粗cuan汆cui崔cun邨cuo搓da咑dai呆dan丹dang当" +
  "dao刀de嘚den扥deng灯di氐dian敁diao刁die爹ding丁diu丟dong东dou吺du厾duan耑dui垖dun吨duo多e妸ei诶en奀er儿fa发" +
  "fan帆fang匚fei飞fen分feng丰fo仏fou紑fu夫ga旮gai侅gan甘gang冈gao皋ge戈gei给gen根geng刯gong工gou勾gu估gua瓜" +
  "guai乖guan关guang光gui归gun丨guo呙ha哈hai咍han佄hang夯hao茠he诃hei黒hen拫heng亨hong叿hou齁hu乎hua花huai怀" +
  "huan欢huang巟hui灰hun昏huo吙ji丌jia加jian戋jiang江jiao艽jie阶jin巾jing坕jiong冂jiu丩ju凥juan姢jue噘jun军ka咔" +
  "kai开kan刊kang忼kao尻ke匼ken肎keng劥kong空kou抠ku扝kua夸kuai蒯kuan宽kuang匡kui亏kun坤kuo扩la垃lai来lan兰" +
  "lang啷lao捞le仂lei勒leng崚li哩lia俩lian奁liang良liao撩lie毟lin拎ling伶liu溜lo囖long龙lou瞜lu噜lv驴luan娈lve掠" +
  "lun抡luo啰ma妈mai埋man嫚mang牤mao猫me嚒mei呅men椚meng擝mi咪mian宀miao喵mie乜min民ming名miu谬mo摸mou哞mu毪na拏" +
  "nai腉nan囡nang囔nao孬ne疒nei娞nen恁neng能ni妮nian拈niang娘niao鸟nie捏nin囜ning宁niu妞nong农nou羺nu奴nv女" +
  "nuan奻nve疟nun黁nuo郍o喔ou讴pa妑pai拍pan眅pang乓pao抛pei呸pen喷peng匉pi丕pian囨piao剽pie氕pin姘ping乒po钋pou剖" +
  "pu仆qi七qia掐qian千qiang呛qiao悄qie苆qin亲qing靑qiong卭qiu丘qu区quan奍que炔qun夋ran呥rang穣rao娆re惹ren人" +
  "reng扔ri日rong戎rou厹ru邚rua挼ruan堧rui婑run瞤ruo捼sa仨sai毢san三sang桒sao掻se閪sen森seng僧sha杀shai筛shan山" +
  "shang伤shao弰she奢shen申sheng升shi尸shou収shu书shua刷shuai衰shuan闩shuang双shui脽shun吮shuo说si厶song忪" +
  "sou凁su苏suan狻sui夊sun孙suo唆ta他tai囼tan坍tang汤tao夲te忑teng熥ti剔tian天tiao旫tie帖ting厅tong囲tou偷tu凸" +
  "tuan湍tui推tun吞tuo乇wa屲wai歪wan弯wang尢wei危wen昷weng翁wo挝wu乌xi夕xia呷xian仙xiang乡xiao灱xie些xin心xing星" +
  "xiong凶xiu休xu吁xuan吅xue削xun坃ya丫yan恹yang央yao幺ye倻yi一yin囙ying应yo哟yong佣you优yu込yuan囦yue曰yun晕za帀" +
  "zai災zan兂zang匨zao傮ze则zei贼zen怎zeng増zha扎zhai夈zhan枬zhang张zhao佋zhe蜇zhen贞zheng凧zhi之zhong中zhou州" +
  "zhu朱zhua抓zhuai跩zhuan专zhuang妆zhui隹zhun宒zhuo拙zi乲zong宗zou邹zu租zuan钻zui厜zun尊zuo嘬";
const ALSO: Record<string, string[]> = {
  长: ["chang", "zhang"],
  行: ["xing", "hang"],
  乐: ["le", "yue"],
  重: ["chong", "zhong"],
  朝: ["chao", "zhao"],
  单: ["dan", "shan"],
  地: ["di"],
  都: ["du", "dou"],
  厦: ["xia", "sha"],
  曾: ["zeng", "ceng"],
  盛: ["sheng", "cheng"],
  柏: ["bai", "bo"],
  弄: ["nong", "long"],
};

const FIRST = [...SYLLABLES.matchAll(/([a-z]+)(.)/gu)].map(([, syllable = "", first = ""]) => ({
  syllable,
  first,
}));
const collator = new Intl.Collator("zh-CN");
const known = new Map<string, readonly string[]>();

/** What may be typed for each character of a name. */
export type Spelling = readonly (readonly string[])[];

/** Spells a name once, so that many keys can be looked for in it. */
export const spell = (name: string): Spelling => [...name].map(lettersOf);

/** Lists what may be typed for one character: its syllables, then their first letters; or itself. */
export function lettersOf(character: string): readonly string[] {
  let letters = known.get(character);
  if (!letters) known.set(character, (letters = look(character)));
  return letters;
}

/** Finds the typed letters in a name, as [from, to) in characters; null when they do not occur. */
export function findLetters(name: Spelling, typed: string): readonly [number, number] | null {
  for (let from = 0; from < name.length; from++) {
    const to = matchFrom(name, from, typed, 0);
    if (to !== null) return [from, to];
  }
  return null;
}

/** Matches from one character on, when `done` of the typed letters stand for those before it. It runs for
 * every character of every name at each key, so it makes no strings and no iterators on its way. */
function matchFrom(name: Spelling, at: number, typed: string, done: number): number | null {
  const left = typed.length - done;
  if (!left) return at;
  const ways = name[at] ?? [];
  for (let way = 0; way < ways.length; way++) {
    const letters = ways[way]!;
    if (letters.charCodeAt(0) !== typed.charCodeAt(done)) continue; // nearly all, at little cost
    if (letters.length < left) {
      const to = typed.startsWith(letters, done)
        ? matchFrom(name, at + 1, typed, done + letters.length)
        : null;
      if (to !== null) return to;
    } else if (letters.startsWith(typed.slice(done))) return at + 1; // the last syllable is still being typed
  }
  return null;
}

function look(character: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(character)) return [character.toLowerCase()];
  const syllables = ALSO[character] ?? [syllableOf(character)];
  return [...new Set([...syllables, ...syllables.flatMap(shorten)])];
}

function syllableOf(character: string): string {
  return FIRST.findLast(({ first }) => collator.compare(character, first) >= 0)?.syllable ?? character;
}

/** Lists the shorter ways of typing a syllable; ü is typed as v or as u. */
function shorten(syllable: string): string[] {
  const [first = ""] = syllable;
  return [syllable.replace("v", "u"), ...(syllable[1] === "h" ? [`${first}h`] : []), first];
}
