/** Mails as three mail servers write them about a message that they had taken before. */
interface Returned {
  /** The message that came back, with its angle brackets. */
  readonly messageId: string
  readonly to: string
}

const crlf = (text: string): Buffer => Buffer.from(text.replace(/\r?\n/g, '\r\n'))

/** Postfix 3: the original's head alone, and what the other server said folded over two lines. */
export const postfixBounce = ({ messageId, to }: Returned, action: 'failed' | 'delayed' = 'failed'): Buffer =>
  crlf(`Return-Path: <>
Received: by mx1.riverside.test (Postfix)
	id 4Wq1Zs2Lk7zKm; Thu, 26 Nov 2026 10:41:22 +0100 (CET)
Date: Thu, 26 Nov 2026 10:41:22 +0100 (CET)
From: MAILER-DAEMON@mx1.riverside.test (Mail Delivery System)
Subject: ${action === 'failed' ? 'Undelivered Mail Returned to Sender' : 'Delayed Mail (still being retried)'}
To: clinic@riverside.test
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="4Wq1Zr6B3XzKl.1795686082/mx1.riverside.test"
Content-Transfer-Encoding: 8bit
Message-Id: <20261126094122.4Wq1Zs2Lk7zKm@mx1.riverside.test>

This is a MIME-encapsulated message.

--4Wq1Zr6B3XzKl.1795686082/mx1.riverside.test
Content-Description: Notification
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

This is the mail system at host mx1.riverside.test.

<${to}>: host mx.example.org[203.0.113.7] said: 550 5.1.1
    <${to}>: Recipient address rejected: User unknown (in reply to RCPT TO command)

--4Wq1Zr6B3XzKl.1795686082/mx1.riverside.test
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx1.riverside.test
X-Postfix-Queue-ID: 4Wq1Zr6B3XzKl
X-Postfix-Sender: rfc822; clinic@riverside.test
Arrival-Date: Thu, 26 Nov 2026 10:41:20 +0100 (CET)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${action === 'failed' ? '5.1.1' : '4.4.1'}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; ${action === 'failed' ? '550 5.1.1' : '451 4.4.1'} <${to}>: Recipient address
    rejected: User unknown

--4Wq1Zr6B3XzKl.1795686082/mx1.riverside.test
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: 8bit

Return-Path: <clinic@riverside.test>
From: Riverside <clinic@riverside.test>
To: =?UTF-8?Q?Bj=C3=B6rk?= <${to}>
Subject: After your visit today
Message-ID: ${messageId}
Date: Thu, 26 Nov 2026 09:41:20 +0000

--4Wq1Zr6B3XzKl.1795686082/mx1.riverside.test--
`)

/** Exim 4: the whole message comes back, its Message-ID folded below its name. */
export const eximBounce = ({ messageId, to }: Returned): Buffer =>
  crlf(`Return-path: <>
Envelope-to: clinic@riverside.test
X-Failed-Recipients: ${to}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mail.riverside.test>
To: clinic@riverside.test
Content-Type: multipart/report; report-type=delivery-status; boundary=1tFZx2-eximdsn-1804289383
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1tFZx2-0002Kd-1u@mail.riverside.test>
Date: Thu, 26 Nov 2026 09:52:08 +0000

--1tFZx2-eximdsn-1804289383
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ${to}
    host mail.example.net [198.51.100.20]
    SMTP error from remote mail server after end of data:
    552 5.2.2 Mailbox is full

--1tFZx2-eximdsn-1804289383
Content-type: message/delivery-status

Reporting-MTA: dns; mail.riverside.test

Action: failed
Final-Recipient: rfc822;${to}
Status: 5.0.0
Remote-MTA: dns; mail.example.net
Diagnostic-Code: smtp; 552 5.2.2 Mailbox is full

--1tFZx2-eximdsn-1804289383
Content-type: message/rfc822

Return-path: <clinic@riverside.test>
From: Riverside <clinic@riverside.test>
To: ${to}
Subject: After your visit today
Message-ID:
 ${messageId}
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Björk, this is what to expect after your visit.

--1tFZx2-eximdsn-1804289383--
`)

/** Exchange Online: its words in base64, the original as a message of its own, its name in the references as well. */
export const exchangeBounce = ({ messageId, to }: Returned): Buffer =>
  crlf(`From: <postmaster@example.onmicrosoft.com>
To: <clinic@riverside.test>
Date: Thu, 26 Nov 2026 09:44:31 +0000
Content-Type: multipart/report; report-type=delivery-status;
	boundary="9d0c3d4e-2f6e-4d6a-9a55-7f2f2b9b5a11"
Content-Language: en-GB
Message-ID: <b1f04f5d-8b0e-4f0e-8f75-d0a3c5a6c1de@AS8PR01MB7654.eurprd01.prod.exchangelabs.com>
In-Reply-To: ${messageId}
References: ${messageId}
Subject: Undeliverable: After your visit today
Auto-Submitted: auto-replied
MIME-Version: 1.0

--9d0c3d4e-2f6e-4d6a-9a55-7f2f2b9b5a11
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: base64

WW91ciBtZXNzYWdlIGNvdWxkbid0IGJlIGRlbGl2ZXJlZC4gVGhlIGFkZHJlc3MgY291bGRuJ3Qg
YmUgZm91bmQuDQo=

--9d0c3d4e-2f6e-4d6a-9a55-7f2f2b9b5a11
Content-Type: message/delivery-status

Reporting-MTA: dns;AS8PR01MB7654.eurprd01.prod.exchangelabs.com
Received-From-MTA: dns;mx1.riverside.test
Arrival-Date: Thu, 26 Nov 2026 09:44:30 +0000

Final-Recipient: rfc822;${to}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup

--9d0c3d4e-2f6e-4d6a-9a55-7f2f2b9b5a11
Content-Type: message/rfc822

Received: from mx1.riverside.test (192.0.2.10) by
 DB5EUR01FT012.mail.protection.outlook.com; Thu, 26 Nov 2026 09:44:30 +0000
From: Riverside <clinic@riverside.test>
To: <${to}>
Subject: After your visit today
Message-ID: ${messageId}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/plain; charset=utf-8

Dear Björk
--inner--

--9d0c3d4e-2f6e-4d6a-9a55-7f2f2b9b5a11--
`)
