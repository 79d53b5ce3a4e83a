"""Every error of the app in one list: code, status, texts, whether data is safe, what to do."""

import logging
import secrets
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from inspect_app.database.errors import is_busy, is_full, is_unfit
from inspect_app.storage.bucket import StorageAway
from sync.ports import Busy, Unavailable

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Problem:
    """One error; `safe`: no data is lost. `next`: sign_in, retry, fix, ask, wait or none."""

    code: str
    status: int
    zh: str
    en: str
    safe: bool = True
    next: str = "none"


_LIST = (
    Problem(
        "too_many_keys",
        409,
        "已有 10 把签名密钥在用，请先吊销不用的。",
        "Ten signing keys are in use. Revoke those that are not needed first.",
        True,
        "fix",
    ),
    Problem("credentials", 401, "用户名或密码不对。", "Wrong user name or password.", True, "fix"),
    Problem(
        "code",
        401,
        "请填动态码，或一个恢复码；填错的、用过的都不算。",
        "Give the code of your app, or a recovery code; a wrong or a used one does not count.",
        True,
        "fix",
    ),
    Problem(
        "second_factor",
        403,
        "启用双重验证的期限已过。请向管理员要启用码，再用电脑的浏览器登录并启用。",
        "The days to set up a second factor are over. Ask an administrator for an enrolment code,"
        " then sign in with a browser and set it up.",
        True,
        "ask",
    ),
    Problem(
        "factor_key",
        503,
        "动态码现在核对不了：服务器缺少密钥。请告诉管理员，恢复码仍可使用。",
        "Codes of apps cannot be checked: the server's key is missing. Tell an administrator;"
        " recovery codes still work.",
        True,
        "ask",
    ),
    Problem(
        "proof",
        403,
        "这一步要再输一次密码或动态码；填错的不算。",
        "This step takes your password or a code once more; a wrong one does not count.",
        True,
        "fix",
    ),
    Problem(
        "passkey",
        401,
        "通行密钥没有通过。请重试，或改用动态码、恢复码。",
        "The passkey was not accepted. Try again, or use a code of your app or a recovery code.",
        True,
        "fix",
    ),
    Problem(
        "last_factor",
        409,
        "这是唯一的验证方式，没有删除。请先启用动态码。",
        "This is the only second factor and was not removed. Set up an app first.",
        True,
        "fix",
    ),
    Problem(
        "invitation",
        404,
        "这个链接不对、已经用过，或超过 3 天。请向管理员再要一个。",
        "This link is wrong, used, or older than three days. Ask an administrator for another.",
        True,
        "ask",
    ),
    Problem(
        "sign_in_again",
        401,
        "这次登录放得太久，请重新输入密码。",
        "This sign-in took too long. Please give the password again.",
        True,
        "sign_in",
    ),
    Problem("sign_in", 401, "请先登录。", "Please sign in.", True, "sign_in"),
    Problem(
        "revoked",
        403,
        "账号或这台手机已停用，暂时传不上去。可以接着检查；请向复核员要取出码，或导出救援文件。",
        "This account or this phone was revoked and cannot send. Work goes on: ask a supervisor for"
        " a drain code, or save a rescue file.",
        True,
        "ask",
    ),
    Problem(
        "drain_code",
        401,
        "取出码不对、已经用过，或超过 24 小时。请向复核员再要一个。",
        "This drain code is wrong, used, or older than 24 hours. Ask a supervisor for another.",
        True,
        "fix",
    ),
    Problem(
        "client", 403, "这台设备需要重新登记。", "This device must register again.", True, "retry"
    ),
    Problem("role", 403, "您的岗位不能使用这一项。", "Your role may not use this.", True, "ask"),
    Problem("header", 403, "请求缺少 X-Inspect-App 标头。", "The X-Inspect-App header is missing."),
    Problem("origin", 403, "请求来自别的网站，已拒绝。", "The request came from another site."),
    Problem(
        "form_expired",
        400,
        "页面放得太久，没有保存。请返回刷新后再提交。",
        "The page was open too long and nothing was saved. Go back, reload and submit again.",
        False,
        "retry",
    ),
    Problem(
        "password_rules",
        422,
        "新密码至少 8 个字符，复核员和管理员至少 12 个，最长 1,024 字节；没有保存。",
        "A new password needs 8 characters, 12 for supervisors and administrators; nothing saved.",
        False,
        "fix",
    ),
    Problem(
        "password_common",
        422,
        "这个密码太常见，或由重复、连续、键盘顺序的字符，或地名、岗位名、姓名组成，容易被猜到；没有保存。",
        "This password is guessed first: it is widely used, repeats itself, follows the alphabet or"
        " the keyboard, or is made of the names of this place, a role or the user. Nothing was"
        " saved.",
        False,
        "fix",
    ),
    Problem(
        "name_taken",
        409,
        "这个用户名已有人用，没有保存。",
        "This user name is taken; nothing was saved.",
        False,
        "fix",
    ),
    Problem(
        "not_found", 404, "没有找到，或不在您的范围内。", "Not found, or not within your scope."
    ),
    Problem(
        "host",
        421,
        "本系统不用这个网址，请从公布的网址打开。",
        "This server is not known by that name. Open it by its public address.",
    ),
    Problem("method", 405, "这个地址不接受这种请求。", "This address does not take that method."),
    Problem("malformed", 400, "请求的格式不对，没有保存。", "Malformed request.", True, "fix"),
    Problem("media_type", 415, "请求的类型不对。", "Unsupported media type.", True, "fix"),
    Problem("too_large", 413, "一次送来的内容太大。", "The request is too large.", True, "fix"),
    Problem(
        "upload_offset",
        409,
        "这张照片已传到别的位置，会接着传。",
        "The upload stands at another place and goes on from there.",
        True,
        "retry",
    ),
    Problem(
        "upload_busy",
        423,
        "这张照片正由另一个窗口上传。",
        "Another window is sending this photo.",
        True,
        "retry",
    ),
    Problem(
        "checksum",
        460,
        "照片在路上损坏，会重新上传。",
        "The bytes were damaged on the way and are sent again.",
        True,
        "retry",
    ),
    Problem("tus_version", 412, "上传协议的版本不对。", "Another version of tus is spoken here."),
    Problem(
        "blob_unreadable",
        422,
        "这张照片损坏或打不开，请重拍。",
        "This photo is damaged or cannot be read. Take it again.",
        True,
        "fix",
    ),
    Problem(
        "own_work", 403, "不能复核自己参加的检查。", "You cannot review your own work.", True, "ask"
    ),
    Problem(
        "own_import",
        403,
        "这条记录是您导入的，或用您开的取出码交来的，请由另一位人员决定。",
        "You imported this record, or your drain code let it in. Another person decides on it.",
        True,
        "ask",
    ),
    Problem(
        "done",
        409,
        "这一条已经处理过，请刷新后再看。",
        "This has been dealt with already. Reload and look again.",
        True,
        "retry",
    ),
    Problem(
        "final",
        409,
        "这次检查已有结论，不能再换成这一份；原来的记录和照片都在。",
        "This inspection has been decided, so this record cannot take its place. Both are kept.",
        True,
        "none",
    ),
    Problem(
        "cannot_accept",
        409,
        "这条记录现在还不能采纳：内容不符合规则，或它写明的对象、检查表这里没有；记录和照片都在。",
        "This record cannot be accepted as it is: it breaks a rule, or names a place or a checklist"
        " that is not here. The record and its photos are kept.",
        True,
        "none",
    ),
    Problem(
        "not_rescue",
        422,
        "这不是手机导出的救援文件，什么也没有导入。",
        "This is not a rescue file of a phone; nothing was imported.",
        True,
        "fix",
    ),
    Problem(
        "rescue_version",
        422,
        "这份救援文件由更新的应用导出，这台服务器还读不懂；什么也没有导入。",
        "A newer app made this rescue file and this server cannot read it; nothing was imported.",
        True,
        "ask",
    ),
    Problem(
        "second_person",
        403,
        "要由另一个人来确认。",
        "Another person has to confirm this.",
        True,
        "ask",
    ),
    Problem(
        "stale",
        409,
        "这次检查已有新版本或已有结论，请刷新后再看。",
        "This inspection has a newer revision or a decision. Reload and look again.",
        True,
        "retry",
    ),
    Problem(
        "incomplete",
        409,
        "检查还不完整，不能通过，只能退回。",
        "The inspection is incomplete: it can be returned, not approved.",
        True,
        "fix",
    ),
    Problem(
        "unmeasured",
        409,
        "有项目没有测到：逐项核对后勾选“已核对没有测到的项”，再通过。",
        "Some items were not measured: look at each, tick that you did, then approve.",
        True,
        "fix",
    ),
    Problem(
        "borrowed_signature",
        409,
        "有一个签名和这位检查员其他记录里另一个人的签名一模一样，不能通过；请退回重签。",
        "A signature is the very picture of another person's in this inspector's records: it cannot"
        " be approved. Return it to be signed again.",
        True,
        "ask",
    ),
    Problem(
        "disputed_signature",
        409,
        "签名上写的检查员说不是本人签的，不能通过；请核实后退回。",
        "The named colleague says that he did not sign this: it cannot be approved. Find out, and"
        " return it.",
        True,
        "ask",
    ),
    Problem(
        "invalid",
        422,
        "有一处填得不对，没有保存。",
        "One field is wrong; nothing saved.",
        False,
        "fix",
    ),
    Problem(
        "title_code",
        422,
        "没有这个场所码，或者不在您的范围内；请照标签再核对一次。",
        "No premises in your scope has this code: compare the eight signs on its label.",
        False,
        "fix",
    ),
    Problem(
        "title_kind",
        422,
        "这类对象不评称号。",
        "Premises of this kind are given no titles.",
        False,
        "fix",
    ),
    Problem(
        "title_there",
        409,
        "这家已有同样的称号，还在有效期内或正等着确认；没有再存一个。",
        "This premises has the same title already, in force or waiting to be confirmed; it was not"
        " stored again.",
        True,
        "fix",
    ),
    Problem(
        "title_asked",
        409,
        "已有人申请撤销这个称号，正等另一个人确认；没有再提一次。",
        "Somebody has asked to revoke this title and another person has to confirm it; it was not"
        " asked again.",
        True,
        "none",
    ),
    Problem(
        "delivery_gone",
        404,
        "这一次推送已不在记录里（送达 90 天后删去），没有重发。",
        "This delivery is no longer kept (it goes 90 days after it arrived); nothing was sent.",
        True,
        "none",
    ),
    Problem(
        "figure_form",
        422,
        "数填得不对，没有保存。只填数字，如 41、1,234、86.3；"
        "按家、个、项、名数的填整数，百分比不超过 100。",
        "The value is not of its form and was not saved. Give digits only, such as 41, 1,234 or"
        " 86.3: a whole number of what is counted, and no share over 100 %.",
        False,
        "fix",
    ),
    Problem(
        "figure_day",
        422,
        "数据日要在这一期之内，不晚于今天；没有保存。",
        "The day must lie within the period and not after today; nothing saved.",
        False,
        "fix",
    ),
    Problem(
        "figure_differs",
        422,
        "您照来源填的数和录入的不一样，没有确认。请再看来源；录入错了就退回。",
        "What you read in the source differs from what was entered; it was not confirmed. Look"
        " again, or drop the entry if it is wrong.",
        True,
        "fix",
    ),
    Problem(
        "attachment",
        422,
        "附件只收 PDF、JPEG、PNG，按内容辨认，不看文件名；没有保存。",
        "An attachment is a PDF, a JPEG or a PNG by its content, whatever its name is; nothing"
        " saved.",
        False,
        "fix",
    ),
    Problem(
        "correction_moved",
        409,
        "这项整改刚由别人处理过，您的这一步没有保存；下面已是最新的情形。",
        "Somebody else has just moved this correction and your step was not saved. What is shown"
        " is how it stands now.",
        True,
        "retry",
    ),
    Problem(
        "correction_not_possible",
        409,
        "这项整改现在不能走这一步，没有保存。",
        "This correction cannot take this step as it stands; nothing was saved.",
        True,
        "none",
    ),
    Problem(
        "correction_reason",
        422,
        "请写明原因，最长 500 字；没有保存。",
        "Give the reason in at most 500 signs; nothing was saved.",
        False,
        "fix",
    ),
    Problem(
        "correction_once",
        409,
        "这一步只能做一次，已经做过了。",
        "This step can be taken once, and was.",
        True,
        "none",
    ),
    Problem(
        "correction_late",
        409,
        "期限已过，不能再延期。",
        "The deadline has passed: it cannot be extended any more.",
        True,
        "none",
    ),
    Problem(
        "correction_days",
        422,
        "送达以后才能延期，一次 1 到 365 个工作日；没有保存。",
        "A deadline is extended once the order was served, by 1 to 365 working days; nothing was"
        " saved.",
        False,
        "fix",
    ),
    Problem(
        "correction_general_only",
        409,
        "只有一般项能凭照片接受，其他的要到现场复查。",
        "Photos alone are enough for general items; all others are looked at on site.",
        True,
        "none",
    ),
    Problem(
        "correction_no_stop",
        409,
        "没有停止使用或暂停施工的命令，不用解除。",
        "Nothing was stopped here, so nothing is released.",
        True,
        "none",
    ),
    Problem(
        "correction_not_passed",
        409,
        "要复查合格以后才能解除。",
        "A stop is released after a recheck that passed.",
        True,
        "none",
    ),
    Problem(
        "correction_service",
        422,
        "送达的方式和日期要填对：不早于检查那天，不晚于今天；没有保存。",
        "Give how and when it was served: not before the visit and not after today; nothing was"
        " saved.",
        False,
        "fix",
    ),
    Problem(
        "correction_person",
        422,
        "请派一位在岗、并管这个对象的检查员；没有保存。",
        "Send an active inspector whose scope has this premises; nothing was saved.",
        False,
        "fix",
    ),
    Problem(
        "correction_clause",
        409,
        "违反的条款还没有由两个人核对过，通知书只是草稿，不能送达。",
        "No two persons have settled the clause yet: the notice is a draft and cannot be served.",
        True,
        "fix",
    ),
    Problem(
        "batch_empty",
        409,
        "这个筛选下没有可以抽样通过的检查，什么也没有保存。",
        "Within these filters nothing can be approved by sample; nothing was saved.",
        True,
        "none",
    ),
    Problem(
        "batch_unseen",
        409,
        "抽中的还没有逐件看完，没有通过任何一件。",
        "Not every drawn inspection was opened yet: nothing was approved.",
        True,
        "fix",
    ),
    Problem(
        "batch_stopped",
        409,
        "抽中的有一件退回了，这一批停止；余下的请逐件复核。",
        "A drawn inspection was returned, which stops the batch: review the rest one by one.",
        True,
        "none",
    ),
    Problem(
        "batch_over",
        409,
        "这一批已经通过，没有再保存什么。",
        "This batch is approved already; nothing more was saved.",
        True,
        "none",
    ),
    Problem(
        "too_many_views",
        409,
        "最多保存 20 个筛选，这个没有保存。请先删掉不用的。",
        "At most 20 views can be saved and this one was not. Delete one that you do not need.",
        True,
        "fix",
    ),
    Problem(
        "too_many",
        429,
        "试得太快，请等一会儿再试；手机上的数据都在。",
        "Too many tries: please wait a little. What the phone holds is safe.",
        True,
        "wait",
    ),
    Problem(
        "storage_full",
        503,
        "服务器磁盘已满，这一步没有保存。手机上的数据都在，会自动再传；网页上填的请稍后再提交。",
        "The server's disk is full: this step was not saved. A phone keeps its data and sends it"
        " again; what was typed on a page must be submitted again.",
        True,
        "wait",
    ),
    Problem(
        "storage_away",
        503,
        "照片库暂时连不上，这一步没有保存。手机上的照片都在，会自动再传。",
        "The photo store cannot be reached: this step was not saved. A phone keeps its photos and"
        " sends them again.",
        True,
        "wait",
    ),
    Problem(
        "busy",
        503,
        "服务器忙，暂时收不下。数据仍在您这里，稍后再试。",
        "The server is busy. Your data stays with you; try again shortly.",
        True,
        "wait",
    ),
    Problem(
        "report_busy",
        503,
        "正在生成另一份 PDF，请过一分钟再试；网页上的报告随时能看。",
        "Another PDF is being made: try again in a minute. The report itself can be read at any"
        " time.",
        True,
        "wait",
    ),
    Problem(
        "open_fork",
        409,
        "这次检查有两个版本，先选定算哪一份，再通过；没有通过，两份都在。",
        "This inspection has two versions: choose which one counts, then approve. Nothing was"
        " approved, and both are safe.",
        True,
        "fix",
    ),
    Problem(
        "veto_unseen",
        409,
        "有一票否决的不合格项还没看过：看过或在下面确认后，再通过；还没有通过。",
        "A veto that failed was not looked at: look at it or confirm below, then approve. Nothing"
        " was approved yet.",
        True,
        "fix",
    ),
    Problem(
        "own_approval",
        403,
        "这是您自己通过的，已过当天，要由另一位复核员撤回并写明原因；没有撤回。",
        "You approved it yourself and that day is over: another supervisor withdraws it, with a"
        " reason. Nothing was withdrawn.",
        True,
        "ask",
    ),
    Problem(
        "undo_late",
        409,
        "一键撤回只限本人，在决定后十秒之内；这次没有撤回。",
        "A decision is undone by whoever made it, within ten seconds. Nothing was undone.",
        True,
        "none",
    ),
    Problem(
        "undo_answered",
        409,
        "检查员的手机已交来新的版本，退回不能再撤；没有撤回，请看新的版本。",
        "The inspector's phone has sent a new revision already, so the return stands. Look at the"
        " new one.",
        True,
        "none",
    ),
    Problem(
        "undo_approved",
        409,
        "退回之前有通过的版本，退回不能一键撤回；没有撤回，请等检查员补正后再复核。",
        "An approved revision came before this one, so its return cannot be undone. Wait until it"
        " is amended, and review it again.",
        True,
        "none",
    ),
    Problem(
        "no_pdf",
        503,
        "这份 PDF 没有做成，请告诉管理员；网页上的报告和数据不受影响。",
        "The PDF was not made: tell an administrator. The report itself and its data can be had.",
        True,
        "ask",
    ),
    Problem(
        "operator_code",
        401,
        "场所码或整改码不对，或者这个码已停用。请照通知书下方再输一次；仍不行，请向通知书上的单位要新码。",
        "The premises code or the correction code is wrong, or the code has ended. Type both once"
        " more from the strip of the notice, or ask the office named there for a new code.",
        True,
        "fix",
    ),
    Problem(
        "operator_first",
        401,
        "这一页要先输入通知书下方的场所码和整改码；还没有发送任何内容。",
        "This page opens with the premises code and the correction code on the strip of the notice."
        " Nothing was sent.",
        True,
        "fix",
    ),
    Problem(
        "operator_over",
        403,
        "整改码已停用，这一步没有保存。要继续回报，请输入通知书上的码，或向通知书上的单位要新码。",
        "The correction code has ended and this step was not saved. To go on, type the code of the"
        " notice, or ask the office named there for a new one.",
        True,
        "ask",
    ),
    Problem(
        "answer_closed",
        409,
        "这一项现在不用提交：已经回报过，或者已有结果。请刷新页面看最新情况。",
        "Nothing is asked for here now: it was reported already, or decided. Reload the page to see"
        " how it stands.",
        True,
        "none",
    ),
    Problem(
        "answer_empty",
        422,
        "还没有提交：请至少加一张照片，或写一句说明；申请延期要写理由。",
        "Not submitted yet: add at least one photo or a note. To ask for more time, give a reason.",
        True,
        "fix",
    ),
    Problem(
        "photo_large",
        413,
        "照片超过 8 MB 或 2,400 万像素，没有收下。请缩小再传：用微信发给自己，不选原图，"
        "再从相册选那一张。",
        "The photo is over 8 MB or 24 megapixels and was not taken. Make it smaller: send it to"
        " yourself in WeChat without the original size, then choose that one.",
        True,
        "fix",
    ),
    Problem(
        "photo_kind",
        422,
        "这不是 JPEG、PNG 或 WebP 照片，或者文件坏了，没有收下。请重拍，或先截图再传。",
        "This is no JPEG, PNG or WebP photo, or it is damaged, and it was not taken. Take it again,"
        " or send a screenshot of it.",
        True,
        "fix",
    ),
    Problem(
        "photo_count",
        409,
        "每项最多 20 张照片，一共 60 MB，再多的没有收下。可以先撤回不要的。",
        "One correction takes at most 20 photos and 60 MB; more were not taken. Take back those you"
        " do not need.",
        True,
        "fix",
    ),
    Problem(
        "sign_in_busy",
        503,
        "同时登录的人太多，请等几秒再试；手机上的数据都在。",
        "Too many people sign in at this moment: try again in a few seconds. What the phone holds"
        " is safe.",
        True,
        "wait",
    ),
    Problem(
        "error",
        500,
        "服务器出了差错，没有保存这一步。请再试一次，仍不行就报错误编号。",
        "Something went wrong and this step was not saved. Try again, or report the error id.",
        False,
        "retry",
    ),
)
CATALOGUE = {one.code: one for one in _LIST}


@dataclass
class ProblemError(Exception):
    """Raised to answer a problem; `detail` joins the JSON, `retry_after` is in seconds."""

    problem: Problem
    detail: dict[str, Any] = field(default_factory=dict)
    retry_after: int | None = None


def problem(code: str, retry_after: int | None = None, **detail: Any) -> ProblemError:
    """Return the error to raise for a code; an unknown code is a programming error."""
    return ProblemError(CATALOGUE[code], detail, retry_after)


def as_json(one: Problem, **detail: Any) -> dict[str, Any]:
    """Return a problem as the protocol's JSON error object."""
    words = {"code": one.code, "zh": one.zh, "en": one.en, "safe": one.safe, "next": one.next}
    return {"error": words | detail}


def wants_json() -> bool:
    """Whether to answer in JSON: under /sync, or for a request that sends or asks for JSON."""
    if request.path.startswith("/sync") or request.is_json:
        return True
    return request.accept_mimetypes.best_match(["text/html", "application/json"]) != "text/html"


def answer(error: ProblemError) -> Response:
    """Answer a problem as JSON or as a page, with its status."""
    if wants_json():
        response = jsonify(as_json(error.problem, **error.detail))
    else:
        response = make_response(
            render_template("shared/error.html", problem=error.problem, detail=error.detail)
        )
    return _marked(response, error)


def form_with(error: ProblemError, page: str) -> Response:
    """Answer a problem with the page of the form that was sent, which shows it."""
    return _marked(make_response(page), error)


def _marked(response: Response, error: ProblemError) -> Response:
    g.problem_code = error.problem.code  # for who watches: web/security_events.py
    response.status_code = error.problem.status
    if error.retry_after is not None or error.problem.status == 503:
        response.headers["Retry-After"] = str(error.retry_after or 30)
    return response


_BY_STATUS = {
    400: "malformed",
    401: "sign_in",
    403: "role",
    404: "not_found",
    405: "method",
    413: "too_large",
    415: "media_type",
    429: "too_many",
}


def _of_http(error: HTTPException) -> Response:
    if error.response is not None or (error.code is not None and error.code < 400):
        return make_response(error.get_response())
    code = _BY_STATUS.get(error.code or 500, "malformed" if (error.code or 500) < 500 else "error")
    response = answer(problem(code))
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _of_database(error: SQLAlchemyError) -> Response:
    for means, code in ((is_full, "storage_full"), (is_busy, "busy"), (is_unfit, "malformed")):
        if means(error):
            log.error("database: %s", error)
            return answer(problem(code))
    return _of_anything(error)


def _of_crowd(error: Busy) -> Response:
    log.error("database: %s", error)
    return answer(problem("busy"))


def _of_store(error: StorageAway) -> Response:
    log.error("photo store: %s", error)
    return answer(problem("storage_away"))


def _of_anything(error: Exception) -> Response:
    error_id = secrets.token_hex(6)
    log.exception("error %s", error_id, exc_info=error)
    return answer(problem("error", error_id=error_id))


def register_errors(app: Flask) -> None:
    """Register a handler for each kind of exception, the unexpected included."""
    app.register_error_handler(ProblemError, answer)
    app.register_error_handler(CSRFError, lambda _: answer(problem("form_expired")))
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(SQLAlchemyError, _of_database)
    app.register_error_handler(Busy, _of_crowd)
    app.register_error_handler(Unavailable, lambda _: answer(problem("storage_full")))
    app.register_error_handler(StorageAway, _of_store)
    app.register_error_handler(Exception, _of_anything)
